/**
 * `npm run bench:scaling`: prints the scaling table, the model that was fitted to it and its errors, from the newest kept result.
 */
import { keptResults } from '../report/kept-results.mjs';
import { PARTS, rowsOf } from './figures.mjs';
import { compare } from './model.mjs';

const number = (value) => Number(value.toPrecision(3)).toLocaleString('en');
const percent = (value) => `${value < 0 ? '−' : '+'}${Math.abs(Math.round(value * 100))} %`;
const line = (cells) => `| ${cells.join(' | ')} |`;
const rule = (count) => line(Array.from({ length: count }, () => '---'));
const MEASURED = ['WAL bytes', 'Redis reads', 'Redis commands'];

/** The Markdown of a result. @param {import('../report/kept-results.mjs').Result} result */
export function scalingTable({ figures, machine, measuredAt, rounds }) {
  const rows = rowsOf(figures);
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const lines = [
    `${measuredAt.slice(0, 10)}, ${machine.cores} processors (${machine.cpu}), ${rounds} rounds: median (min–max).`,
    '',
    line(['batches of', 'APIs', 'workers', 'items/s', 'model', 'error', 'error, row unseen', 'limit']),
    rule(8),
  ];
  const errors = [];
  const costs = [];
  for (const size of sizes) {
    const ofSize = rows.filter((row) => row.size === size);
    const { model, compared } = compare(ofSize, machine.cores);
    for (const { row, itemsPerS, limit, error, blindError } of compared) {
      const { median, min, max } = row.of['items/s'];
      errors.push(Math.abs(blindError));
      lines.push(
        line([
          number(size),
          row.apis,
          row.workers,
          `${number(median)} (${number(min)}–${number(max)})`,
          number(itemsPerS),
          percent(error),
          percent(blindError),
          limit,
        ]),
      );
    }
    const base = ofSize.find(({ apis, workers }) => apis === 1 && workers === 1);
    costs.push(
      line([
        number(size),
        ...PARTS.map((part) => (model.us[part] === 0 ? '–' : number(model.us[part]))),
        ...MEASURED.map((name) => (base.of[name] === undefined ? '–' : number(base.of[name].median))),
        model.share.toFixed(2),
        model.crowding.toFixed(3),
      ]),
    );
  }
  const worst = Math.max(...errors);
  const mean = errors.reduce((total, error) => total + error, 0) / errors.length;
  return [
    ...lines,
    '',
    `Error of rows that the model had not seen: ${Math.round(mean * 100)} % in the mean, ${Math.round(worst * 100)} % at the worst.`,
    '',
    line(['batches of', ...PARTS.map((part) => `${part} µs`), ...MEASURED, 'share', 'crowding']),
    rule(PARTS.length + MEASURED.length + 3),
    ...costs,
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const result = keptResults().findLast(({ about }) => about === 'scaling');
  if (result === undefined) {
    console.error('no result is kept: npm run bench -- --scaling --keep makes one');
    process.exit(1);
  }
  console.log(scalingTable(result));
}
