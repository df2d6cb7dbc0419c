import os from 'node:os';
import { Bench } from './bench.mjs';
import { growth } from './growth/index.mjs';
import { keepResult, writeResult } from './report/kept-results.mjs';
import { machine, machineClass, versions } from './report/machine.mjs';
import { printReport } from './report/print.mjs';
import { verdict } from './report/verdict.mjs';
import { experiments } from './rows/index.mjs';
import { scaling } from './scaling/index.mjs';
import { peers } from './rows/peers.mjs';
import { choosePeers } from './stack/peers.mjs';

/**
 * Runs what was asked for and prints the report on standard output.
 * @param {ReturnType<typeof import('./arguments.mjs').readArguments>} options
 * @param {(text: string) => void} say gets lines about progress
 * @returns {Promise<boolean>} whether everything could be measured, and no must was missed
 */
export async function measure(options, say) {
  const isWanted = ({ figure, quick = false }) =>
    (!options.quick || quick) && (options.only === undefined || options.only.test(figure));
  const instead = options.growth ? growth : options.scaling ? scaling : null;
  const chosen = instead ? [instead] : experiments.filter((experiment) => experiment.rows.some(isWanted));
  const rows = chosen.flatMap((experiment) => experiment.rows).filter(isWanted);
  const wanted = new Set(rows.map(({ figure }) => figure));
  const bench = new Bench({
    rounds: options.rounds,
    wants: (figure) => wanted.has(figure),
    isQuick: options.quick,
    peerNames: chosen.includes(peers) ? await choosePeers(options.peers, say) : [],
    say,
  });
  noteLoad(bench, 'before');
  const failed = await runAll(bench, chosen);
  noteLoad(bench, 'after');
  const result = {
    about: instead?.name ?? 'targets',
    ...circumstances(options),
    targets: rows,
    ...bench.results(),
  };
  printReport(rows, result);
  if (options.json !== undefined) writeResult(options.json, result);
  if (options.keep && failed === 0) say(`kept in ${keepResult(result)}`);
  const missed = rows.filter(
    (row) => row.figure in result.figures && verdict(row, result.figures[row.figure].median) === 'MISSED',
  );
  return failed + missed.length === 0;
}

/** What else the machine had to do: figures of a busy one are lower. */
function noteLoad(bench, when) {
  bench.note(`load average ${when}: ${os.loadavg()[0].toFixed(1)}`);
}

function circumstances({ rounds }) {
  const here = machine();
  return {
    measuredAt: new Date().toISOString(),
    machine: here,
    machineClass: machineClass(here),
    versions: versions(),
    rounds,
  };
}

/** Every process that was started has a guard, which ends it with this one and removes the servers' folder. */
function endAtOnce(signal) {
  console.error(`ended by ${signal}`);
  process.exit(1);
}

/**
 * One after the other; what one of them cannot measure does not take the others' figures away.
 * @returns {Promise<number>} how many failed
 */
async function runAll(bench, chosen) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, endAtOnce);
  let failed = 0;
  try {
    await bench.start();
    for (const { name, measure: run } of chosen) {
      const begun = performance.now();
      bench.say(name);
      try {
        await run(bench);
      } catch (error) {
        failed++;
        bench.note(`${name}: could not be measured: ${error.stack}`);
      }
      bench.say(`  ${Math.round((performance.now() - begun) / 1000)} s`);
    }
  } finally {
    await bench.stop();
  }
  return failed;
}
