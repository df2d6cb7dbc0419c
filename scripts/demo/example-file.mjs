import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

/**
 * An example as text, with its keys made fresh: every `{run}` in it is replaced, so that the demo can be run again and
 * the records of an earlier run are not in the way.
 * @param {string} name file name in examples/
 * @param {string} run
 * @returns {string}
 */
export function exampleFile(name, run) {
  return fs.readFileSync(path.join(projectFolder, 'examples', name), 'utf8').replaceAll('{run}', run);
}

/**
 * What a run is called: the time in milliseconds, which makes it fresh, in the few characters that leave a table room.
 * @returns {string} such as mi9x2k1f
 */
export function nameOfRun() {
  return Date.now().toString(36);
}
