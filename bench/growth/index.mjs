import { fillDecidedBatches } from '../filled/decided-batches.mjs';
import { fillSavedRecords } from '../filled/saved-records.mjs';
import { clientBatches } from '../items/batches.mjs';
import { throughput } from '../measure/throughput.mjs';
import { routeOf, startService } from '../stack/service.mjs';
import { cpuByProcess, limitOf } from './cpu-by-process.mjs';
import { takingTurns } from './taking-turns.mjs';

const SAVED_RECORDS = 10_000_000;
const DECIDED_BATCHES = 1_000_000;
const FILL_WITHIN_MS = 15 * 60_000;
const PARTNERS = 200;

/** What is sent, by how many partners, to how many workers. Several partners, since each has a bounded part of the queue. */
const LOADS = [
  ...[1, 2, 4].flatMap((workers) => [
    { workers, partners: 4, size: 1, count: 800, inFlight: 64 },
    { workers, partners: 4, size: 1000, count: 40, inFlight: 8 },
    { workers, partners: 4, size: 10_000, count: 12, inFlight: 4 },
  ]),
  { workers: 1, partners: PARTNERS, size: 1, count: 4 * PARTNERS, inFlight: PARTNERS },
  { workers: 1, partners: PARTNERS, size: 100, count: 3 * PARTNERS, inFlight: PARTNERS },
];

const nameOf = ({ tables, workers, partners, size }) =>
  `${tables} tables, ${workers} ${workers === 1 ? 'worker' : 'workers'}, ${partners} partners, batches of ${size}`;

/** Figures without targets: how the service stands to larger tables, more workers and many partners. @type {import('../rows/row.mjs').Experiment} */
export const growth = {
  name: 'growth',
  rows: [],
  async measure(bench) {
    const options = { partners: PARTNERS };
    const empty = { tables: 'empty', service: await startService(bench.servers, options) };
    const full = { tables: 'full', service: await startService(bench.servers, options) };
    try {
      await fill(bench, full.service);
      for (const each of [empty, full]) each.partners = await openPartners(each.service);
      const loads = LOADS.flatMap((load) =>
        [empty, full].map((side) => ({ ...side, ...load, senders: side.partners })),
      );
      const limits = new Map();
      await bench.rounds(async () => {
        const figures = {};
        for (const load of loads) Object.assign(figures, await oneLoad(bench, load, limits));
        return figures;
      });
      for (const [name, limit] of limits) bench.note(`${name}: limited by ${limit}`);
    } finally {
      await empty.service.stop();
      await full.service.stop();
    }
  },
};

async function fill(bench, service) {
  bench.say(`filling the tables: ${SAVED_RECORDS} records, ${DECIDED_BATCHES} batches …`);
  const begun = performance.now();
  await fillSavedRecords(service.databaseUrl, SAVED_RECORDS);
  const filled = await fillDecidedBatches(service.databaseUrl, {
    count: DECIDED_BATCHES,
    withinMs: FILL_WITHIN_MS - (performance.now() - begun),
  });
  bench.note(
    `full tables: ${SAVED_RECORDS.toLocaleString('en')} records, and ${filled.toLocaleString('en')} decided batches of 10 items`,
  );
}

function openPartners(service) {
  return Promise.all(Array.from({ length: PARTNERS }, (_, n) => service.partner(n)));
}

async function oneLoad(bench, load, limits) {
  const { service, senders, partners, workers, size, count, inFlight } = load;
  await service.haveWorkers(workers);
  const contestant = routeOf(service, takingTurns(senders.slice(0, partners)), 'clients');
  const batches = clientBatches(count, size);
  const { turn, busy } = await cpuByProcess(service, () => throughput(bench, contestant, batches, inFlight));
  const name = nameOf(load);
  limits.set(name, limitOf(busy));
  const figures = { [`${name}: items/s`]: turn.itemsPerS };
  for (const { name: process, processors } of busy) {
    const figure = `${name}: processors of ${process}`;
    figures[figure] = (figures[figure] ?? 0) + processors;
  }
  return figures;
}
