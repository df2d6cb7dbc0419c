import IORedis from 'ioredis';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';

const { settings } = loadCompiled('./settings.ts');

/** One job for each batch, which waits for those of its items. */
export const BATCHES = 'batches';
/** One job for each item. */
export const ITEMS = 'items';

/** How often an item is tried: a PostgreSQL that is away for a moment must not cost an item its state. */
const ATTEMPTS = 3;

export const itemOptions = { attempts: ATTEMPTS, removeOnComplete: true, failParentOnFailure: true };
export const batchOptions = { removeOnComplete: true };

/** What BullMQ's classes take to connect. Its workers want a connection that waits for a Redis which is away. */
export function connectionOptions() {
  return {
    connection: new IORedis(settings.redisUrl, { maxRetriesPerRequest: null }),
    prefix: settings.queuePrefix,
  };
}
