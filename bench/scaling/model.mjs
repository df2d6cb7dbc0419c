import { PARTS } from './figures.mjs';

/**
 * What one item of a batch size costs, and how far a machine goes for it.
 * @typedef {object} Model
 * @property {number} size items in a batch
 * @property {Record<string, number>} us CPU of an item in each part, in microseconds: as measured with one API and one worker
 * @property {number} share of the processors that can be kept busy: the rest waits for round trips, syncs and locks
 * @property {number} crowding by what part an item costs more for each process more than two, where processors are short
 */

const SHARES = Array.from({ length: 81 }, (_, n) => 0.2 + n / 100);
const CROWDINGS = Array.from({ length: 61 }, (_, n) => n / 200);
const US = 1e6;

const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * Items/s: the least of what the processors, the workers' threads and the APIs' threads allow.
 * @param {Model} model
 * @param {{ apis: number, workers: number, cores: number }} setup
 * @returns {{ itemsPerS: number, limit: 'processors' | 'worker threads' | 'API threads' }}
 */
export function predict({ us, share, crowding }, { apis, workers, cores }) {
  const processes = apis + workers;
  const crowded = 1 + crowding * Math.max(0, processes - Math.max(2, cores));
  const limits = [
    ['processors', (share * cores * US) / (sum(Object.values(us)) * crowded)],
    ['worker threads', (workers * US) / us.worker],
    ['API threads', (apis * US) / us.api],
  ];
  const [limit, itemsPerS] = limits.reduce((least, each) => (each[1] < least[1] ? each : least));
  return { itemsPerS, limit };
}

const costsOf = (row) => Object.fromEntries(PARTS.map((part) => [part, row.of[`${part} µs`]?.median ?? 0]));
const errorOf = (model, row, cores) =>
  predict(model, { ...row, cores }).itemsPerS / row.of['items/s'].median - 1;

/**
 * Fits the two numbers that are not measured to the rows of one batch size: costs come from the row with one API and one worker.
 * @param {readonly import('./figures.mjs').ScalingRow[]} rows
 * @param {number} cores
 * @param {readonly import('./figures.mjs').ScalingRow[]} [fitted] the rows that may be looked at
 * @returns {Model}
 */
export function fit(rows, cores, fitted = rows) {
  const base = rows.find(({ apis, workers }) => apis === 1 && workers === 1);
  if (base === undefined) throw new Error('the row with one API and one worker is missing');
  const us = costsOf(base);
  const candidates = SHARES.flatMap((share) =>
    CROWDINGS.map((crowding) => ({ size: base.size, us, share, crowding })),
  );
  const off = (model) => sum(fitted.map((row) => Math.log1p(errorOf(model, row, cores)) ** 2));
  return candidates.reduce((best, each) => (off(each) < off(best) ? each : best));
}

/**
 * The model beside what was measured. The honest error of a row is that of a model which has not seen it.
 * @param {readonly import('./figures.mjs').ScalingRow[]} rows of one batch size
 * @param {number} cores
 */
export function compare(rows, cores) {
  const model = fit(rows, cores);
  const compared = rows.map((row) => {
    const blind = fit(
      rows,
      cores,
      rows.filter((each) => each !== row),
    );
    return {
      row,
      ...predict(model, { ...row, cores }),
      error: errorOf(model, row, cores),
      blindError: errorOf(blind, row, cores),
    };
  });
  return { model, compared };
}
