import { keptResults } from './kept-results.mjs';
import { SLOWER_BELOW, slowerThan } from './slower.mjs';
import { tableOf } from './table.mjs';

const rounded = (value) => Number(value.toPrecision(4)).toLocaleString('en');

/**
 * Prints a run's report on standard output: the target table, the other figures, the notes, and what has become slower.
 * @param {readonly import('../rows/row.mjs').Row[]} rows those that were to be measured
 * @param {import('./kept-results.mjs').Result} result
 */
export function printReport(rows, result) {
  const { figures, notes } = result;
  const targets = new Set(rows.map(({ figure }) => figure));
  console.log(`\n${result.machineClass}, ${result.rounds} rounds\n`);
  if (rows.length > 0) console.log(`${tableOf(rows, figures)}\n`);
  for (const [figure, { median, min, max }] of Object.entries(figures)) {
    if (targets.has(figure)) continue;
    console.log(`${figure}: ${rounded(median)} (${rounded(min)} – ${rounded(max)})`);
  }
  for (const note of notes) console.log(note);
  if (rows.length > 0) printSlower(rows, result);
}

function printSlower(rows, { about, machineClass, figures }) {
  const kept = keptResults().findLast((each) => each.about === about && each.machineClass === machineClass);
  if (kept === undefined) {
    console.log(`\nno kept result of a machine like this (${machineClass}) to compare with`);
    return;
  }
  const slower = slowerThan(rows, figures, kept.figures);
  const day = kept.measuredAt.slice(0, 10);
  console.log(
    slower.length === 0
      ? `\nnothing is worse than ${SLOWER_BELOW} of the result of ${day}`
      : `\nworse than ${SLOWER_BELOW} of the result of ${day}:`,
  );
  for (const { row, now, kept: before } of slower) {
    console.log(`  ${row.title}: ${rounded(now)} ${row.unit}, was ${rounded(before)} ${row.unit}`);
  }
}
