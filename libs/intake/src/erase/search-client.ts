import { mentionOf } from '@app/domain';
import {
  BEFORE_ALL,
  payloadsToSearch,
  type SearchedShard,
  type SearchedUpTo,
  type Transaction,
} from '@app/persistence';
import { decodePayload } from '../payload/encode-payload';
import { eraseLines } from '../payload/erase-lines';

/** A shard that has been searched for a client: which of its items are about it, and which have its key elsewhere. */
export interface Searched {
  readonly shard: SearchedShard;
  readonly about: readonly number[];
  readonly elsewhere: readonly number[];
}

/** Reads once: in a transaction of its own, or in one that holds something meanwhile. */
export type ReadOnce = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** Searches a partner's payloads for a client, shard by shard in order, with a few shards in memory. */
export async function* searchClient(
  readOnce: ReadOnce,
  { partnerId, clientKey }: { readonly partnerId: string; readonly clientKey: string },
  { behind = BEFORE_ALL, lastBatchId }: { readonly behind?: SearchedUpTo; readonly lastBatchId: string },
): AsyncGenerator<Searched> {
  for (let from = behind; ;) {
    const at = from;
    const shards = await readOnce((transaction) => payloadsToSearch(transaction, partnerId, at, lastBatchId));
    for (const shard of shards) yield { shard, ...(await itemsOf(shard, clientKey)) };
    const last = shards.at(-1);
    if (last === undefined) return;
    from = last;
  }
}

async function itemsOf(
  { payload, firstIndex, itemCount }: SearchedShard,
  clientKey: string,
): Promise<Omit<Searched, 'shard'>> {
  const text = await decodePayload(payload);
  // As `mentionOf` has it, for all items at once.
  if (!text.includes(clientKey) && !text.includes('\\')) return { about: [], elsewhere: [] };
  const spokenOf = (how: 'about' | 'elsewhere') =>
    eraseLines(text, firstIndex, itemCount, (item) => mentionOf(item, clientKey) === how).indexes;
  return { about: spokenOf('about'), elsewhere: spokenOf('elsewhere') };
}
