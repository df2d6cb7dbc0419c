import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import pg from 'pg';

const DECIDE = `
  UPDATE shards SET decided_at = now(), completed = item_count, duplicate = 0, conflict = 0, failed = 0
  WHERE partner_id = $1 AND batch_id = $2 AND shard_no = $3 AND decided_at IS NULL`;

/** Jobs of a lane that are under way at a time. */
const SLOTS = 16;

/**
 * Workers that take shards from Bull and mark them as decided, at most so many a second in each lane.
 * @param {{ databaseUrl: string, redisUrl: string, queuePrefix: string, perS: { small: number, bulk: number } }} options
 * @param {(partnerId: string, lane: string) => void} onDecided called after each decision
 */
export function startDeciding({ databaseUrl, redisUrl, queuePrefix, perS }, onDecided) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 * SLOTS });
  const queues = Object.entries(perS).map(([lane, rate]) => {
    const queue = new Bull(lane, redisUrl, { prefix: queuePrefix });
    let nextMs = performance.now();
    void queue.process(SLOTS, async ({ data }) => {
      const turnMs = (nextMs = Math.max(nextMs + 1000 / rate, performance.now()));
      await pause(turnMs - performance.now());
      const { rowCount } = await pool.query(DECIDE, [data.partnerId, data.batchId, data.shard]);
      if (rowCount === 1) onDecided(data.partnerId, lane);
    });
    return queue;
  });
  return {
    async stop() {
      await Promise.all(queues.map((queue) => queue.close()));
      await pool.end();
    },
  };
}
