import { setTimeout as pause } from 'node:timers/promises';
import Redis from 'ioredis';

const EVERY_MS = 500;
/** Reading what each partner has in the queue goes through all that is undecided; first once something is in it. */
const PARTNERS_EVERY = 6;

const MOST_OF_ONE_PARTNER = `
  SELECT coalesce(max(items), 0)::int AS items, coalesce(max(shards), 0)::int AS shards FROM (
    SELECT sum(item_count) AS items, count(*) AS shards FROM shards
    WHERE decided_at IS NULL AND released_at IS NOT NULL GROUP BY partner_id
  ) AS of_partner`;

/**
 * Looks at the queue at a steady beat, until it is stopped.
 * @param {{ client: import('pg').Client, redisUrl: string, queues: { waiting(): Promise<{ small: number, bulk: number }> } }} at
 */
export function sampleQueue({ client, redisUrl, queues }) {
  const redis = new Redis(redisUrl);
  const samples = [];
  const begunMs = performance.now();
  let isOver = false;
  const run = async () => {
    for (let n = 0; !isOver; n++) {
      const atS = (performance.now() - begunMs) / 1000;
      const { small, bulk } = await queues.waiting();
      const redisBytes = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
      const most = n % PARTNERS_EVERY === 1 ? (await client.query(MOST_OF_ONE_PARTNER)).rows[0] : null;
      samples.push({ atS, small, bulk, redisBytes, most });
      await pause(EVERY_MS);
    }
  };
  const running = run();
  return {
    samples,
    async stop() {
      isOver = true;
      await running;
      redis.disconnect();
    },
  };
}
