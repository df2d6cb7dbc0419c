import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '..', 'results');

/**
 * A run's figures with what they depend on.
 * @typedef {object} Result
 * @property {'targets' | 'growth' | 'scaling' | 'release'} about
 * @property {string} measuredAt ISO 8601
 * @property {ReturnType<typeof import('./machine.mjs').machine>} machine
 * @property {string} machineClass
 * @property {Record<string, string>} versions
 * @property {number} rounds
 * @property {import('../rows/row.mjs').Row[]} targets of the figures that have some
 * @property {Record<string, { median: number, min: number, max: number, samples: number[] }>} figures
 * @property {string[]} notes
 */

/**
 * The results that are kept, oldest first.
 * @returns {Result[]}
 */
export function keptResults() {
  return fs
    .readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')))
    .sort((a, b) => a.measuredAt.localeCompare(b.measuredAt));
}

/**
 * The name of a result's file.
 * @param {Pick<Result, 'about' | 'measuredAt' | 'machineClass'>} result
 */
export function nameOf({ about, measuredAt, machineClass }) {
  return `${measuredAt.slice(0, 10)}-${machineClass}${about === 'targets' ? '' : `-${about}`}.json`;
}

/**
 * Keeps a result; a second one of the same day takes the first one's place.
 * @param {Result} result
 * @returns {string} its path
 */
export function keepResult(result) {
  const file = path.join(FOLDER, nameOf(result));
  writeResult(file, result);
  return file;
}

/**
 * Writes a result as JSON.
 * @param {string} file
 * @param {Result} result
 */
export function writeResult(file, result) {
  fs.writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
