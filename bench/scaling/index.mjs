import Redis from 'ioredis';
import { cpuByProcess } from '../growth/cpu-by-process.mjs';
import { takingTurns } from '../growth/taking-turns.mjs';
import { clientBatches } from '../items/batches.mjs';
import { cpuSeconds } from '../measure/cpu-seconds.mjs';
import { throughput } from '../measure/throughput.mjs';
import { routeOf, startService } from '../stack/service.mjs';
import { closeConnections } from '../stack/http-client.mjs';
import { figureOf } from './figures.mjs';
import { storedBytes } from './stored-bytes.mjs';

const PARTNERS = 4;
const APIS = [1, 2];
const WORKERS = [1, 2, 3, 4];
const LOADS = [
  { size: 1, count: 200, inFlight: 64 },
  { size: 1000, count: 20, inFlight: 8 },
  { size: 10_000, count: 6, inFlight: 4 },
];

/** Figures without targets: items/s, and what an item costs whom, with 1 to 4 workers and 1 or 2 APIs. @type {import('../rows/row.mjs').Experiment} */
export const scaling = {
  name: 'scaling',
  rows: [],
  async measure(bench) {
    const service = await startService(bench.servers, { partners: PARTNERS });
    const redis = new Redis(bench.servers.redisUrl);
    try {
      await service.haveApis(Math.max(...APIS));
      const senders = await openSenders(service);
      await bench.rounds(async () => {
        const figures = {};
        for (const apis of APIS) {
          for (const workers of WORKERS) {
            await service.haveWorkers(workers);
            for (const load of LOADS) {
              const setup = { apis, workers, size: load.size };
              const measured = await oneLoad(bench, { service, redis, senders: senders[apis - 1] }, load);
              for (const [name, value] of Object.entries(measured)) figures[figureOf(setup, name)] = value;
            }
          }
        }
        return figures;
      });
      bench.record(await storedBytes(service.databaseUrl));
    } finally {
      redis.disconnect();
      await service.stop();
    }
  },
};

/** For each number of APIs its senders: the partners, spread over that many. */
function openSenders(service) {
  return Promise.all(
    APIS.map((apis) => Promise.all(Array.from({ length: PARTNERS }, (_, n) => service.partner(n, n % apis)))),
  );
}

/** Redis counts a read for each time that it was handed commands: what a round trip is to those who wait for it. */
async function redisCounts(redis) {
  const text = await redis.info('stats');
  const count = (name) => Number(new RegExp(`${name}:(\\d+)`).exec(text)?.[1] ?? 0);
  return { reads: count('total_reads_processed'), commands: count('total_commands_processed') };
}

async function oneLoad(bench, { service, redis, senders }, { size, count, inFlight }) {
  // Those to an API that had nothing to do for long may be closing just now.
  closeConnections();
  const contestant = routeOf(service, takingTurns(senders), 'clients');
  const batches = clientBatches(count, size);
  const before = { ...(await redisCounts(redis)), cpu: cpuSeconds(bench.servers.pids.redis) };
  const { turn, busy } = await cpuByProcess(service, () => throughput(bench, contestant, batches, inFlight));
  const after = { ...(await redisCounts(redis)), cpu: cpuSeconds(bench.servers.pids.redis) };
  const perItemUs = (seconds) => (seconds * 1e6) / turn.items;
  const figures = {
    'items/s': turn.itemsPerS,
    'WAL bytes': turn.walBytes / turn.items,
    'Redis reads': (after.reads - before.reads) / turn.items,
    'Redis commands': (after.commands - before.commands) / turn.items,
    'redis µs': perItemUs(after.cpu - before.cpu),
  };
  for (const { name, processors } of busy) {
    const figure = `${name} µs`;
    figures[figure] = (figures[figure] ?? 0) + perItemUs(processors * turn.seconds);
  }
  return figures;
}
