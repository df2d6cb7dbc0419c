import { setTimeout as pause } from 'node:timers/promises';
import { isBatchUndecided, type SearchedShard } from '@app/persistence';
import { type ReadOnce } from './search-client';

/** An item of the client is not decided yet, and was not within the wait. */
export class ClientUnderWay extends Error {
  constructor(readonly shard: SearchedShard) {
    super(`an item of batch ${shard.statusCheckId} is not decided yet`);
  }
}

const POLL_MS = 50;

/**
 * Waits until the batch of a shard is decided, so that nothing of it is written any more.
 * @throws ClientUnderWay
 */
export async function untilDecided(
  readOnce: ReadOnce,
  partnerId: string,
  shard: SearchedShard,
  waitMs: number,
): Promise<void> {
  const deadline = performance.now() + waitMs;
  while (await readOnce((transaction) => isBatchUndecided(transaction, partnerId, shard.batchId))) {
    if (performance.now() > deadline) throw new ClientUnderWay(shard);
    await pause(POLL_MS);
  }
}
