/** @type {import('../rows/row.mjs').Experiment} */
export const growth = { rows: [], measure: async () => {} };
