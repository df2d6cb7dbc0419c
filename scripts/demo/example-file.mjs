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
 * What a run is called: the time in UTC, which makes it readable, with milliseconds, which make it fresh.
 * @returns {string} such as 20250131-235959-999
 */
export function nameOfRun() {
  return new Date().toISOString().replaceAll(/[-:Z]/g, '').replaceAll(/[T.]/g, '-');
}
