import Redis from 'ioredis';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type LedgerEntry } from './oracle/ledger';
import { ZOMBIE_ENDED } from './oracle/tolerated-log-lines';
import { Oracle } from './oracle/oracle';
import { jobsInRedis } from './rig/jobs-in-redis';
import { Rig } from './rig/rig';
import { PRODUCTION_TIMINGS } from './rig/timings';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 20, short: 2 });
const PRODUCTION_TIMES = times({ full: 5, short: 1 });
const BATCHES = 10;
const ITEMS_OF_EACH = 100;
/** What the service promises for a wiped Redis, as operators get it. */
const RECOVERED_WITHIN_MS = 5_000;
/** A worker may have been stopped while it was the one that releases; PostgreSQL ends its transaction after 10 s. */
const RELEASED_WITHIN_MS = 15_000;

async function asking<T>({ service }: Rig, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(service.redisUrl);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

const WAYS: { what: string; lose: (rig: Rig) => Promise<void> }[] = [
  {
    what: 'killed with its data and started empty',
    lose: async (rig) => {
      await rig.killRedis();
      await rig.startRedis();
    },
  },
  {
    what: 'wiped',
    lose: async (rig) => {
      await asking(rig, (redis) => redis.flushall());
    },
  },
];

/** Sends batches whose jobs stay in Redis, since no worker takes any, loses Redis meanwhile, and lets the workers go on. */
async function loseWithJobs(
  { rig, oracle }: { rig: Rig; oracle: Oracle },
  name: string,
  lose: (rig: Rig) => Promise<void>,
): Promise<void> {
  for (const { process } of rig.workers) process.signal('SIGSTOP');
  await Promise.all(
    Array.from({ length: BATCHES }, (_, n): Promise<LedgerEntry> => {
      const items = clients(`${name} ${n}`, ITEMS_OF_EACH);
      return oracle.ledger.send(rig.partners[0], 'clients', () => items);
    }),
  );
  expect(await oracle.undecidedShards()).toBe(BATCHES);
  let jobs = 0;
  const areReleased = (): Promise<boolean> =>
    asking(rig, async (redis) => (jobs = await jobsInRedis(redis, rig.service.queuePrefix)) >= BATCHES);
  await waitUntil(areReleased, { withinMs: RELEASED_WITHIN_MS });
  expect(jobs).toBeGreaterThanOrEqual(BATCHES);
  await lose(rig);
  for (const { process } of rig.workers) process.signal('SIGCONT');
}

describe.each([
  { timings: 'short', env: undefined, count: TIMES, withinMs: 30_000 },
  { timings: 'production', env: PRODUCTION_TIMINGS, count: PRODUCTION_TIMES, withinMs: RECOVERED_WITHIN_MS },
])('a Redis that loses everything, with $timings timings', ({ timings, env, count, withinMs }) => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start(env === undefined ? {} : { env });
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  const releasedAgain = (): number =>
    rig.service.logs().filter((line) => line.includes('"event":"shards_released_again"')).length;

  it.each(WAYS)(
    'since it is $what, has its jobs again without anybody',
    async ({ what, lose }) => {
      const tally = new FaultTally(`3 Redis ${what}, ${timings} timings`, SEED);
      for (let round = 0; round < count; round++) {
        const before = releasedAgain();
        await loseWithJobs({ rig, oracle }, `${what} ${round}`, lose);
        tally.recovered(await oracle.mustSettle(withinMs));
        const isRebuilt = releasedAgain() > before;
        expect(isRebuilt).toBe(true);
        tally.count(isRebuilt, BATCHES * ITEMS_OF_EACH);
      }
      // Workers are stopped for a while, perhaps in the middle of a transaction.
      const verdict = await oracle.judge({ tolerated: ZOMBIE_ENDED });
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    600_000,
  );
});
