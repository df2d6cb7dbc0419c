/**
 * One line of the target tables.
 * @typedef {object} Row
 * @property {string} figure stable name: kept results are compared by it
 * @property {string} title
 * @property {'×' | 'ms' | 'MB' | 's'} unit `×` is a ratio
 * @property {'higher' | 'lower'} better
 * @property {number} must
 * @property {number} [aim]
 * @property {boolean} [quick] whether `--quick` measures it
 *
 * Rows that one experiment gives, which belong together because the same turns are compared.
 * @typedef {object} Experiment
 * @property {string} name
 * @property {readonly Row[]} rows none where the figures have no targets
 * @property {(bench: import('../bench.mjs').Bench) => Promise<void>} measure
 */

/** A ratio that should be high. @param {Omit<Row, 'unit' | 'better'>} row @returns {Row} */
export const higher = (row) => ({ unit: '×', better: 'higher', ...row });

/** A figure that should be low. @param {Omit<Row, 'better'>} row @returns {Row} */
export const lower = (row) => ({ better: 'lower', ...row });
