import {
  BEFORE_ALL,
  countIdempotencyKeysNaming,
  countPayloadsToSearch,
  countSavedClient,
  deleteIdempotencyKeysNaming,
  deleteSavedClient,
  forgetStatistics,
  lastBatchOf,
  type OwnersDatabase,
  type SavedClient,
  type SearchedUpTo,
  stopIntake,
  type Transaction,
} from '@app/persistence';
import { type ErasureRequest, ErasureUnderWay } from './erasure-under-way';
import { FoundItems, type ItemsOfBatch } from './found-items';
import { type ReadOnce, searchClient, type Searched } from './search-client';
import { ClientUnderWay, untilDecided } from './until-decided';
import { untilEnded } from './until-ended';

/** What was erased, or would be. */
export interface Erasure extends SavedClient {
  readonly items: readonly ItemsOfBatch[];
  /** Items that have the client's key as another member's value or name. They are left as they are. */
  readonly elsewhere: readonly ItemsOfBatch[];
  /** Idempotency keys in which the partner has written the client's key, and which end with their time. */
  readonly idempotencyKeys: number;
}

/**
 * Through everything, then through what came meanwhile, and so on, until what came during a search is so little that it may be left to the last
 * step, while the partner's new batches wait. A partner that sends faster than it is searched would keep that up for ever.
 */
const FEW_SHARDS = 50;
const MOST_SEARCHES = 6;
/** As a shard number: behind all shards of a batch. */
const LAST_SHARD = 2 ** 31 - 1;
/** How long the partner's new batches may wait for those under way to be decided: far less than their own lock_timeout. */
const INTAKE_STOPPED_MS = 2_000;
/** So often the last step is tried, where it met something that was not decided in that time. */
const LAST_ATTEMPT = 5;

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
  const { partnerId, waitMs } = request;
  const erasure = new ErasureUnderWay(request);
  await database.transaction((transaction) => erasure.noteBegin(transaction));
  let searched: SearchedUpTo = BEFORE_ALL;
  for (let attempt = 1; ; attempt++) {
    searched = await catchUp(database, request, erasure, searched);
    try {
      const behind = searched;
      const saved = await database.transaction((transaction) =>
        eraseTheRest(transaction, request, erasure, behind),
      );
      const idempotencyKeys = await database.transaction((transaction) =>
        deleteIdempotencyKeysNaming(transaction, partnerId, request.clientKey),
      );
      await database.transaction((transaction) => forgetStatistics(transaction, erasure.days));
      const [items, elsewhere] = [erasure.items.list(), erasure.elsewhere.list()];
      return { ...saved, idempotencyKeys, items, elsewhere };
    } catch (error) {
      if (!(error instanceof ClientUnderWay) || attempt === LAST_ATTEMPT) throw error;
      await untilDecided((work) => database.transaction(work), partnerId, error.shard, waitMs);
    }
  }
}

/** Searches what has come in since the last search, and then what has come in meanwhile, and so on. @returns up to where */
async function catchUp(
  database: OwnersDatabase,
  request: ErasureRequest,
  erasure: ErasureUnderWay,
  from: SearchedUpTo,
): Promise<SearchedUpTo> {
  const { partnerId, waitMs } = request;
  const readOnce: ReadOnce = (work) => database.transaction(work);
  let behind = from;
  for (let search = 0, searched = Infinity; search < MOST_SEARCHES && searched > FEW_SHARDS; search++) {
    const { settled, lastBatchId } = await lastStored(database, partnerId);
    searched = 0;
    for await (const found of searchWithProgress(database, request, { behind, lastBatchId })) {
      searched++;
      erasure.leave(found);
      if (found.about.length === 0) continue;
      await untilDecided(readOnce, partnerId, found.shard, waitMs);
      await database.transaction((transaction) => erasure.erase(transaction, found));
    }
    behind = { batchId: settled, shardNo: LAST_SHARD };
  }
  return behind;
}

/**
 * The partner's latest batch, and up to where no batch can turn up any more: one that is being stored has its id before it can be seen, so what
 * was under way at a first look has to have ended at the second.
 */
async function lastStored(
  database: OwnersDatabase,
  partnerId: string,
): Promise<{ settled: string; lastBatchId: string }> {
  const readLast = (): Promise<string> =>
    database.transaction((transaction) => lastBatchOf(transaction, partnerId));
  const settled = await readLast();
  await untilEnded((work) => database.transaction(work));
  return { settled, lastBatchId: await readLast() };
}

/** The last step, in one transaction. What is under way then is decided in a moment, since nothing comes in. */
async function eraseTheRest(
  transaction: Transaction,
  request: ErasureRequest,
  erasure: ErasureUnderWay,
  behind: SearchedUpTo,
): Promise<SavedClient> {
  const { partnerId, clientKey, waitMs } = request;
  await stopIntake(transaction, partnerId);
  const within: ReadOnce = (work) => work(transaction);
  const lastBatchId = await lastBatchOf(transaction, partnerId);
  const until = performance.now() + Math.min(waitMs, INTAKE_STOPPED_MS);
  for await (const found of searchClient(within, request, { behind, lastBatchId })) {
    erasure.leave(found);
    if (found.about.length === 0) continue;
    await untilDecided(within, partnerId, found.shard, until - performance.now());
    await erasure.erase(transaction, found);
  }
  const deleted = await deleteSavedClient(transaction, partnerId, clientKey);
  await erasure.noteEnd(transaction, deleted);
  return deleted;
}

async function* searchWithProgress(
  database: OwnersDatabase,
  request: ErasureRequest,
  range: { readonly behind: SearchedUpTo; readonly lastBatchId: string },
): AsyncGenerator<Searched> {
  const of = await database.transaction((transaction) =>
    countPayloadsToSearch(transaction, request.partnerId, range),
  );
  let searched = 0;
  const readOnce: ReadOnce = (work) => database.transaction(work);
  for await (const found of searchClient(readOnce, request, range)) {
    yield found;
    request.progress(++searched, of);
  }
}
