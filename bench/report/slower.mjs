/** A figure counts as slower when it is below this part of the kept one; less than that is noise. */
export const SLOWER_BELOW = 0.8;

/**
 * Figures that have become clearly worse than in a kept result.
 * @param {readonly import('../rows/row.mjs').Row[]} rows
 * @param {Readonly<Record<string, { median: number }>>} now figures by name
 * @param {Readonly<Record<string, { median: number }>>} kept
 * @returns {{ row: import('../rows/row.mjs').Row, now: number, kept: number }[]}
 */
export function slowerThan(rows, now, kept) {
  return rows
    .filter(({ figure }) => now[figure] !== undefined && kept[figure] !== undefined)
    .map((row) => ({ row, now: now[row.figure].median, kept: kept[row.figure].median }))
    .filter(({ row, now: value, kept: before }) =>
      row.better === 'higher' ? value < SLOWER_BELOW * before : value > before / SLOWER_BELOW,
    );
}
