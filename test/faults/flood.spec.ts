import Redis from 'ioredis';
import { memoryMib } from '../support/memory';
import { clients } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { percentile } from '../../bench/measure/statistics.mjs';
import { Oracle } from './oracle/oracle';
import { jobsInRedis } from './rig/jobs-in-redis';
import { Rig } from './rig/rig';
import { connected, rowsOf } from '../support/sql';
import { storedViolations } from './oracle/stored-violations';
import { SHORT_TIMINGS } from './rig/timings';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const FLOOD_MS = times({ full: 30_000, short: 6_000 });
/** On a busy machine it takes longer until so much has been sent; so many times as long at most. */
const LONGER_AT_MOST = 5;
const LANES = 48;
const ITEMS = 100;
/** Above what is in the queues at a time, and far below what is sent. */
const QUOTA = 5_000;
/** Workers so far from their database decide a fraction of what arrives. */
const FAR_MS = 120;
/** The flood has struck when so many times more was sent than was decided meanwhile. */
const TIMES_TOO_MUCH = 10;
const REDIS_MEMORY = '8mb';
const MOST_API_MIB = 800;
const MOST_WORKER_MIB = 600;
/** The windows of two partners, and what two workers hold. */
const MOST_JOBS = 2 * 32 + 2 * 8;
const LOOK_EVERY_MS = 100;
/** One's item waits behind a window of the other's, each of which takes several ways to the database and back. */
const SMALL_P99_MS = 100 * FAR_MS;

describe('a partner who sends ten times what can be decided', () => {
  let rig: Rig;
  let oracle: Oracle;
  let redis: Redis;
  beforeAll(async () => {
    rig = await Rig.start({ env: { ...SHORT_TIMINGS, PARTNER_ITEM_QUOTA: `${QUOTA}` } });
    oracle = await Oracle.watch(rig.service);
    redis = new Redis(rig.service.redisUrl);
  });
  afterAll(async () => {
    // Left open, it would look for its server for ever, and keep Jest from ending.
    redis.disconnect();
    await rig.stop();
  });

  /** A partner's batches, and the items of these that are completed. */
  async function stored({ credentials }: Partner): Promise<{ batches: number; decided: number }> {
    const [row] = await rowsOf<{ batches: number; decided: number }>(
      rig.service.databaseUrl,
      `SELECT count(DISTINCT b.id)::int AS batches, coalesce(sum(s.completed), 0)::int AS decided FROM batches b
       JOIN partners p ON p.id = b.partner_id JOIN shards s ON s.partner_id = b.partner_id AND s.batch_id = b.id
       WHERE p.client_id = $1`,
      [credentials.client_id],
    );
    return row ?? { batches: 0, decided: 0 };
  }

  it('is refused with 429 or 503 in bounded memory, and keeps a small partner from nothing', async () => {
    const tally = new FaultTally('10 flood, small Redis', SEED);
    const [large, small] = rig.partners;
    await redis.config('SET', 'maxmemory', REDIS_MEMORY);
    for (const { to } of rig.workers) to.postgres.delay({ toServer: FAR_MS, toClient: FAR_MS });
    const body = JSON.stringify(clients('the same', ITEMS));
    const statuses = new Map<number, number>();
    const withoutRetryAfter: Answer[] = [];
    const begunMs = performance.now();
    let [sent, decided] = [0, 0];
    const isOver = (): boolean => {
      const tookMs = performance.now() - begunMs;
      const isFlooded = sent > TIMES_TOO_MUCH * decided && decided > 0;
      return tookMs > (isFlooded ? FLOOD_MS : LONGER_AT_MOST * FLOOD_MS);
    };

    const flood = Array.from({ length: LANES }, async (_, lane) => {
      for (let n = 0; !isOver(); n++) {
        const batch = body.replaceAll('the same', `${lane} ${n}`);
        const answer = await large.post('/api/v1/clients', batch, {
          'idempotency-key': `flood-${lane}-${n}`,
        });
        sent += ITEMS;
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status !== 202 && !answer.headers.has('retry-after')) withoutRetryAfter.push(answer);
      }
    });
    const waitsMs: number[] = [];
    const singles = (async () => {
      for (let n = 0; !isOver(); n++) {
        const item = clients(`single ${n}`, 1);
        const sentMs = performance.now();
        const entry = await oracle.ledger.send(small, 'clients', () => item);
        await small.decided({
          status_check_id: entry.statusCheckId ?? '',
          status_check_uri: `/api/v1/clients/status/${entry.statusCheckId ?? ''}`,
        });
        waitsMs.push(performance.now() - sentMs);
      }
    })();
    let [mostJobs, mostApiMib, mostWorkerMib] = [0, 0, 0];
    const watching = (async () => {
      while (!isOver()) {
        mostJobs = Math.max(mostJobs, await jobsInRedis(redis, rig.service.queuePrefix));
        mostApiMib = Math.max(mostApiMib, ...rig.apis.map(({ process }) => memoryMib(process.pid)));
        mostWorkerMib = Math.max(mostWorkerMib, ...rig.workers.map(({ process }) => memoryMib(process.pid)));
        ({ decided } = await stored(large));
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    })();
    await Promise.all([...flood, singles, watching]);

    const accepted = statuses.get(202) ?? 0;
    expect([...statuses.keys()].filter((status) => ![202, 429, 503].includes(status))).toEqual([]);
    expect((statuses.get(429) ?? 0) + (statuses.get(503) ?? 0)).toBeGreaterThan(0);
    expect(withoutRetryAfter).toEqual([]);
    expect(mostJobs).toBeLessThanOrEqual(MOST_JOBS);
    expect(mostApiMib).toBeLessThan(MOST_API_MIB);
    expect(mostWorkerMib).toBeLessThan(MOST_WORKER_MIB);
    expect(percentile(waitsMs, 0.99)).toBeLessThan(SMALL_P99_MS);
    for (const { to } of rig.workers) to.postgres.delay({ toServer: 0, toClient: 0 });
    await redis.config('SET', 'maxmemory', '0');
    tally.recovered(await oracle.mustSettle(60_000));
    tally.count(sent > TIMES_TOO_MUCH * decided, accepted * ITEMS);
    expect(sent).toBeGreaterThan(TIMES_TOO_MUCH * decided);
    process.stdout.write(
      `flood: ${sent} items sent, ${decided} decided meanwhile, ${JSON.stringify(Object.fromEntries(statuses))}, at most ${mostJobs} jobs, API ${mostApiMib} MiB, ` +
        `worker ${mostWorkerMib} MiB; single items of another partner: p50 ${Math.round(percentile(waitsMs, 0.5))} ms, ` +
        `p99 ${Math.round(percentile(waitsMs, 0.99))} ms of ${waitsMs.length}\n`,
    );
    // Each 202 is a batch, decided, and nothing else is one.
    expect(await stored(large)).toEqual({ batches: accepted, decided: accepted * ITEMS });
    const { counts, sentences } = await connected(rig.service.databaseUrl, storedViolations);
    expect(sentences).toEqual([]);
    tally.write(counts);
  }, 300_000);
});
