import { setTimeout as pause } from 'node:timers/promises';
import {
  isBatchUndecided,
  type OwnersDatabase,
  type SearchedShard,
  type Transaction,
} from '@app/persistence';

/** An item of the client is not decided yet, and was not within the wait. */
export class ClientUnderWay extends Error {
  constructor(readonly statusCheckId: string) {
    super(`an item of batch ${statusCheckId} is not decided yet`);
  }
}

/** Met in the last step, which is undone then and tried again when the batch is decided. */
export class UnderWay extends Error {
  constructor(readonly shard: SearchedShard) {
    super('a batch is under way');
  }
}

const POLL_MS = 250;

/** Waits until a batch is decided. */
export async function untilDecided(
  database: OwnersDatabase,
  partnerId: string,
  { batchId, statusCheckId }: SearchedShard,
  waitMs: number,
): Promise<void> {
  const deadline = performance.now() + waitMs;
  while (await database.transaction((transaction) => isBatchUndecided(transaction, partnerId, batchId))) {
    if (performance.now() > deadline) throw new ClientUnderWay(statusCheckId);
    await pause(POLL_MS);
  }
}

/** Runs `work` in a transaction, again and again while it meets a batch that is under way. */
export async function untilNothingIsUnderWay<T>(
  database: OwnersDatabase,
  partnerId: string,
  waitMs: number,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (!(error instanceof UnderWay)) throw error;
      await untilDecided(database, partnerId, error.shard, waitMs);
    }
  }
}
