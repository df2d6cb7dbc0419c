import Redis from 'ioredis';
import { clients } from '../support/clients';
import { type LedgerEntry } from './oracle/ledger';
import { Oracle } from './oracle/oracle';
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

async function wipe({ service }: Rig): Promise<void> {
  const redis = new Redis(service.redisUrl);
  await redis.flushall();
  redis.disconnect();
}

const WAYS: { what: string; lose: (rig: Rig) => Promise<void> }[] = [
  {
    what: 'killed with its data and started empty',
    lose: async (rig) => {
      await rig.killRedis();
      await rig.startRedis();
    },
  },
  { what: 'wiped', lose: wipe },
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

  it.each(WAYS)(
    'since it is $what, has its jobs again without anybody',
    async ({ what, lose }) => {
      const tally = new FaultTally(`3 Redis ${what}, ${timings} timings`, SEED);
      for (let round = 0; round < count; round++) {
        await loseWithJobs({ rig, oracle }, `${what} ${round}`, lose);
        tally.recovered(await oracle.mustSettle(withinMs));
        tally.count(true, BATCHES * ITEMS_OF_EACH);
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    600_000,
  );
});
