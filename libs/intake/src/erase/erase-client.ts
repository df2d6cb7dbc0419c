import {
  BEFORE_ALL,
  countIdempotencyKeysNaming,
  countPayloadsToSearch,
  countSavedClient,
  deleteIdempotencyKeysNaming,
  deleteSavedClient,
  forgetStatistics,
  isBatchUndecided,
  lastBatchOf,
  type OwnersDatabase,
  type SavedClient,
  type SearchedUpTo,
  stopIntake,
  type Transaction,
} from '@app/persistence';
import { type ErasureRequest, ErasureUnderWay } from './erasure-under-way';
import { FoundItems, type ItemsOfBatch } from './found-items';
import { searchClient, type Searched } from './search-client';
import { UnderWay, untilDecided, untilNothingIsUnderWay } from './until-decided';

/** What was erased, or would be. */
export interface Erasure extends SavedClient {
  readonly items: readonly ItemsOfBatch[];
  /** Items that have the client's key as another member's value or name. They are left as they are. */
  readonly elsewhere: readonly ItemsOfBatch[];
  /** Idempotency keys in which the partner has written the client's key, and which end with their time. */
  readonly idempotencyKeys: number;
}

/** Searches for what came during the one before; what is left is done while the partner's new batches wait. */
const CATCH_UP_SEARCHES = 5;
/** As a shard number: behind all shards of a batch. */
const LAST_SHARD = 2 ** 31 - 1;

/** What an erasure would do, without doing it. */
export async function findClient(database: OwnersDatabase, request: ErasureRequest): Promise<Erasure> {
  const { partnerId, clientKey } = request;
  const [items, elsewhere] = [new FoundItems(), new FoundItems()];
  const lastBatchId = await database.transaction((transaction) => lastBatchOf(transaction, partnerId));
  for await (const found of searchWithProgress(database, request, { behind: BEFORE_ALL, lastBatchId })) {
    items.add(found.shard.statusCheckId, found.about);
    elsewhere.add(found.shard.statusCheckId, found.elsewhere);
  }
  const saved = await database.transaction(async (transaction) => ({
    ...(await countSavedClient(transaction, partnerId, clientKey)),
    idempotencyKeys: await countIdempotencyKeysNaming(transaction, partnerId, clientKey),
  }));
  return { ...saved, items: items.list(), elsewhere: elsewhere.list() };
}

/**
 * Erases a client of a partner: its items out of all payloads and results, its claims and its record. Whatever the partner was answered for
 * before this resolves is erased; what it sends afterwards is processed like anything new.
 *
 * Every shard is rewritten in a transaction of its own, so that an erasure that was interrupted may be run again. Only the last step makes the
 * partner's new batches wait: it looks through what has come in since the last search, deletes what is saved, and notes that it was done.
 * @throws ClientUnderWay; what was erased before stays erased
 */
export async function eraseClient(database: OwnersDatabase, request: ErasureRequest): Promise<Erasure> {
  const { partnerId, clientKey, waitMs } = request;
  const erasure = new ErasureUnderWay(request);
  await database.transaction((transaction) => erasure.noteBegin(transaction));
  let searched: SearchedUpTo = BEFORE_ALL;
  for (let search = 0; search < CATCH_UP_SEARCHES; search++) {
    const lastBatchId = await database.transaction((transaction) => lastBatchOf(transaction, partnerId));
    if (lastBatchId === searched.batchId) break;
    for await (const found of searchWithProgress(database, request, { behind: searched, lastBatchId })) {
      erasure.leave(found);
      if (found.about.length === 0) continue;
      await untilDecided(database, partnerId, found.shard, waitMs);
      await database.transaction((transaction) => erasure.erase(transaction, found));
    }
    searched = { batchId: lastBatchId, shardNo: LAST_SHARD };
  }
  const saved = await untilNothingIsUnderWay(database, partnerId, waitMs, async (transaction) => {
    await stopIntake(transaction, partnerId);
    const lastBatchId = await lastBatchOf(transaction, partnerId);
    const within = <T>(work: (inside: Transaction) => Promise<T>): Promise<T> => work(transaction);
    for await (const found of searchClient(within, request, { behind: searched, lastBatchId })) {
      erasure.leave(found);
      if (found.about.length === 0) continue;
      if (await isBatchUndecided(transaction, partnerId, found.shard.batchId))
        throw new UnderWay(found.shard);
      await erasure.erase(transaction, found);
    }
    const deleted = await deleteSavedClient(transaction, partnerId, clientKey);
    await erasure.noteEnd(transaction, deleted);
    const idempotencyKeys = await deleteIdempotencyKeysNaming(transaction, partnerId, clientKey);
    return { ...deleted, idempotencyKeys };
  });
  await database.transaction((transaction) => forgetStatistics(transaction, erasure.days));
  return { ...saved, items: erasure.items.list(), elsewhere: erasure.elsewhere.list() };
}

async function* searchWithProgress(
  database: OwnersDatabase,
  request: ErasureRequest,
  range: { readonly behind: SearchedUpTo; readonly lastBatchId: string },
): AsyncGenerator<Searched> {
  const of = await database.transaction((transaction) =>
    countPayloadsToSearch(transaction, request.partnerId, range.lastBatchId),
  );
  let searched = 0;
  const readOnce = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(work);
  for await (const found of searchClient(readOnce, request, range)) {
    yield found;
    request.progress(++searched, of);
  }
}
