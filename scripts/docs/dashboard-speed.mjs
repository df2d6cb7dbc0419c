import { keptResults, nameOf } from '../../bench/report/kept-results.mjs';
import { markdownTable } from './markdown-table.mjs';

const FIRST = 'dashboard/first-overview';
const BESIDE = 'dashboard/intake-beside';
const PAGE = /^dashboard\/page: (.*)(?<!, p95)$/;
const HEAD = ['page', 'median', 'range of the rounds', '19 of 20 within'];

/**
 * How fast the pages of the dashboard are, and what looking at them costs, as the newest kept result says that has them.
 * @param {readonly import('../../bench/report/kept-results.mjs').Result[]} [results] oldest first
 * @returns {string} Markdown
 * @throws Error where no result has these figures
 */
export function dashboardSpeed(results = keptResults()) {
  const result = results.findLast(
    ({ about, figures }) => about === 'targets' && FIRST in figures && BESIDE in figures,
  );
  if (result === undefined) throw new Error('no kept result has figures of the dashboard');
  const { figures, machine, measuredAt, rounds } = result;
  const pages = Object.keys(figures).flatMap((figure) => PAGE.exec(figure)?.[1] ?? []);
  const tails = pages.map((page) => figures[`dashboard/page: ${page}, p95`]);
  const rows = pages.map((page, at) => row(page, figures[`dashboard/page: ${page}`], ms(tails[at].max)));
  const slowest = Math.max(...tails.map(({ max }) => max));
  const { median, min, max } = figures[BESIDE];
  const ratio = `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
  const processors = figures[`${BESIDE}: processors of dashboard`].median.toFixed(2);
  return `From [the result of ${measuredAt.slice(0, 10)}](../bench/results/${nameOf(result)}): ${rounds} rounds on ${machine.cores} cores (${machine.cpu}).

${markdownTable(HEAD, [row('the first overview after a start', figures[FIRST], ''), ...rows])}

No page took longer than ${ms(slowest)} in 19 of 20 cases, in any round.

While five people hold the overview's stream of events open and each opens a page every five seconds, the service takes in and decides ${ratio} of the items/s
that it does while nobody looks. The dashboard keeps ${processors} processors busy then.`;
}

function row(page, { median, min, max }, tail) {
  return [page, ms(median), `${min.toFixed(1)}–${max.toFixed(1)} ms`, tail];
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
