import { Bench } from './bench.mjs';
import { growth } from './growth/index.mjs';
import { keepResult, keptResults, writeResult } from './report/kept-results.mjs';
import { machine, machineClass, versions } from './report/machine.mjs';
import { slowerThan, SLOWER_BELOW } from './report/slower.mjs';
import { tableOf } from './report/table.mjs';
import { verdict } from './report/verdict.mjs';
import { experiments } from './rows/index.mjs';
import { peers } from './rows/peers.mjs';
import { choosePeers } from './stack/peers.mjs';

/**
 * Runs what was asked for and prints the report on standard output.
 * @param {ReturnType<typeof import('./arguments.mjs').readArguments>} options
 * @param {(text: string) => void} say gets lines about progress
 * @returns {Promise<boolean>} whether every must was reached
 */
export async function measure(options, say) {
  const isWanted = ({ figure, quick = false }) =>
    (!options.quick || quick) && (options.only === undefined || options.only.test(figure));
  const chosen = options.growth ? [growth] : experiments;
  const rows = chosen.flatMap((experiment) => experiment.rows).filter(isWanted);
  const wanted = new Set(rows.map(({ figure }) => figure));
  const bench = new Bench({
    rounds: options.rounds,
    wants: (figure) => wanted.has(figure),
    isQuick: options.quick,
    peerNames: peers.rows.some(isWanted) && !options.growth ? await choosePeers(options.peers, say) : [],
    say,
  });
  const results = await runAll(bench, options, chosen);
  const here = machine();
  const result = {
    about: options.growth ? 'growth' : 'targets',
    measuredAt: new Date().toISOString(),
    machine: here,
    machineClass: machineClass(here),
    versions: versions(),
    rounds: options.rounds,
    ...results,
  };
  report(rows, result);
  if (options.json !== undefined) writeResult(options.json, result);
  if (options.keep) say(`kept in ${keepResult(result)}`);
  return rows.every(
    (row) =>
      result.figures[row.figure] === undefined ||
      verdict(row, result.figures[row.figure].median) !== 'MISSED',
  );
}

async function runAll(bench, options, chosen) {
  const stop = () => void bench.stop().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    await bench.start();
    for (const experiment of chosen) {
      const wanted = experiment.rows.filter(({ figure }) => bench.wants(figure));
      if (wanted.length === 0 && experiment !== growth) continue;
      const begun = performance.now();
      await experiment.measure(bench);
      const seconds = Math.round((performance.now() - begun) / 1000);
      bench.say(`${wanted.map(({ figure }) => figure).join(', ')}: measured in ${seconds} s`);
    }
    return bench.results();
  } finally {
    await bench.stop();
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, stop);
  }
}

function report(rows, result) {
  const { figures, notes } = result;
  const others = Object.keys(figures).filter((figure) => !rows.some((row) => row.figure === figure));
  console.log(`\n${result.machineClass}, ${result.rounds} rounds\n`);
  if (rows.length > 0) console.log(`${tableOf(rows, figures)}\n`);
  for (const figure of others) {
    const { median, min, max } = figures[figure];
    console.log(`${figure}: ${rounded(median)} (${rounded(min)} – ${rounded(max)})`);
  }
  for (const note of notes) console.log(note);
  reportSlower(rows, result);
}

const rounded = (value) => Number(value.toPrecision(4)).toLocaleString('en');

function reportSlower(rows, { about, machineClass: own, figures }) {
  const kept = keptResults().findLast((result) => result.about === about && result.machineClass === own);
  if (kept === undefined) {
    console.log(`\nno kept result of a machine like this (${own}) to compare with`);
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
