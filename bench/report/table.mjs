import { verdict } from './verdict.mjs';

export const HEAD = ['', 'median', 'min', 'max', 'must', 'aim', 'verdict'];

/** Three figures that mean something, and no more. */
function shown(value, unit) {
  if (value === undefined) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/**
 * The lines of the target table, filled in: a cell for each of `HEAD`.
 * @param {readonly import('../rows/row.mjs').Row[]} rows
 * @param {Readonly<Record<string, { median: number, min: number, max: number }>>} figures
 * @returns {string[][]}
 */
export function targetLines(rows, figures) {
  return rows.map((row) => {
    const found = figures[row.figure];
    const values = [found?.median, found?.min, found?.max, row.must, row.aim];
    return [
      row.title,
      ...values.map((value) => shown(value, row.unit)),
      found === undefined ? 'not measured' : verdict(row, found.median),
    ];
  });
}

/**
 * The target table as text for a terminal.
 * @param {Parameters<typeof targetLines>[0]} rows
 * @param {Parameters<typeof targetLines>[1]} figures
 * @returns {string}
 */
export function tableOf(rows, figures) {
  const all = [HEAD, ...targetLines(rows, figures)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  '),
    )
    .join('\n');
}
