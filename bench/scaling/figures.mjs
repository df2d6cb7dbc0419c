/** Whose CPU an item takes, as figures name it. */
export const PARTS = ['api', 'worker', 'postgres', 'redis', 'client'];

/** The name of a figure of the kept result. @param {{ apis: number, workers: number, size: number }} setup */
export function figureOf({ apis, workers, size }, name) {
  return `${apis} APIs, ${workers} workers, batches of ${size}: ${name}`;
}

const FIGURE = /^(\d+) APIs, (\d+) workers, batches of (\d+): (.+)$/;

/**
 * One measured row of the scaling table.
 * @typedef {{ apis: number, workers: number, size: number, of: Record<string, { median: number, min: number, max: number }> }} ScalingRow
 */

/**
 * The rows of a kept result, in the order of size, APIs and workers.
 * @param {Readonly<Record<string, { median: number, min: number, max: number }>>} figures
 * @returns {ScalingRow[]}
 */
export function rowsOf(figures) {
  const rows = new Map();
  for (const [figure, spread] of Object.entries(figures)) {
    const [, apis, workers, size, name] = FIGURE.exec(figure) ?? [];
    if (name === undefined) continue;
    const key = `${apis}/${workers}/${size}`;
    if (!rows.has(key))
      rows.set(key, { apis: Number(apis), workers: Number(workers), size: Number(size), of: {} });
    rows.get(key).of[name] = spread;
  }
  return [...rows.values()].sort((a, b) => a.size - b.size || a.apis - b.apis || a.workers - b.workers);
}
