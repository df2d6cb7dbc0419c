/**
 * `npm run simulate:release`: lets the service's release serve ten thousand partners with very different backlogs, on a PostgreSQL and a
 * Redis of its own, and prints who waited how long and how much was in the queue. `--keep` keeps it in bench/results.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { install } from '../../scripts/install.mjs';

const { values } = parseArgs({
  options: {
    partners: { type: 'string', default: '10000' },
    newcomers: { type: 'string', default: '200' },
    largest: { type: 'string', default: '1000000' },
    small: { type: 'string', default: '400' },
    bulk: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '90' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const say = (text) => console.error(text);
await install(say);
await build(say);
const { onServersOfItsOwn } = await import('./servers-of-its-own.mjs');
const { simulate } = await import('./simulate.mjs');
const { keepResult } = await import('../report/kept-results.mjs');
const { machine, machineClass, versions } = await import('../report/machine.mjs');
const { printSimulation } = await import('./print.mjs');

const loadBefore = os.loadavg()[0];
const figures = await onServersOfItsOwn(say, (servers) =>
  simulate(
    servers,
    {
      partners: Number(values.partners),
      newcomers: Number(values.newcomers),
      largest: Number(values.largest),
      perS: { small: Number(values.small), bulk: Number(values.bulk) },
      seconds: Number(values.seconds),
    },
    say,
  ),
);
const here = machine();
const result = {
  about: 'release',
  measuredAt: new Date().toISOString(),
  machine: here,
  machineClass: machineClass(here),
  versions: versions(),
  load: { before: loadBefore, after: os.loadavg()[0] },
  ...figures,
};
if (values.json) console.log(JSON.stringify(result));
else printSimulation(result);
if (values.keep) say(`kept in ${keepResult(result)}`);
