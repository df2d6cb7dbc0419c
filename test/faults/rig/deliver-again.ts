import Bull from 'bull';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { rowsOf } from '../../support/sql';
import { type LedgerEntry } from '../oracle/ledger';
import { type Rig } from './rig';

/** Above the timeouts of the database's roles. */
const ENDED_WITHIN_MS = 20_000;

let deliveries = 0;

/**
 * Puts the job of a request's only shard into its queue so many times more, each under an id that Bull does not know.
 * @returns `ended` resolves when all of these have ended, well or badly
 */
export async function deliverAgain(
  { service }: Rig,
  { statusCheckId }: LedgerEntry,
  { queue: name, times }: { queue: string; times: number },
): Promise<{ ended: () => Promise<void> }> {
  const [shard] = await rowsOf<{ partner_id: string; batch_id: string; attempts: number }>(
    service.databaseUrl,
    `SELECT s.partner_id, s.batch_id, s.attempts FROM shards s
     JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id WHERE b.status_check_id = $1`,
    [statusCheckId],
  );
  const data = {
    partnerId: shard?.partner_id,
    batchId: shard?.batch_id,
    shard: 0,
    attempt: shard?.attempts,
  };
  const ids = Array.from({ length: times }, () => `again-${deliveries++}`);
  const inQueue = async <T>(work: (queue: Bull.Queue) => Promise<T>): Promise<T> => {
    const queue = new Bull(name, service.redisUrl, { prefix: service.queuePrefix });
    try {
      return await work(queue);
    } finally {
      await queue.close();
    }
  };
  await inQueue((queue) => queue.addBulk(ids.map((jobId) => ({ data, opts: { jobId } }))));
  const haveEnded = (): Promise<boolean> =>
    inQueue(async (queue) => {
      const jobs = await Promise.all(ids.map((id) => queue.getJob(id)));
      return jobs.every((job) => typeof job?.finishedOn === 'number');
    });
  return {
    async ended() {
      if (!(await waitUntil(haveEnded, { withinMs: ENDED_WITHIN_MS, everyMs: 50 }))) {
        throw new Error('jobs that were delivered again do not end');
      }
    },
  };
}
