import { type Line, type ShardHeader } from '../payload/shard-text';
import { ITEM_MARKS, type ItemOffsets } from './item-offsets';

/** A shard as it is cut: which run of items it stores, and which lines its payload is made of. */
export interface CutShard {
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly header: ShardHeader;
  readonly lines: readonly Line[];
}

/** How large a shard may become. */
export interface ShardLimits {
  readonly items: number;
  /** Of its own items' text, unless a single item is larger. Copies come on top: items of one key must be decided together. */
  readonly bytes: number;
}

/** What one transaction decides, and what is held in memory to decide or to read it (docs/architecture.md, "Words"). */
export const SHARD_LIMITS: ShardLimits = { items: 5_000, bytes: 4 * 1024 * 1024 };
/** For batches that are decided at once, all items together. */
export const ONE_SHARD: ShardLimits = { items: Infinity, bytes: Infinity };
/** Longest text of a key that can be usable: 100 code points, each as two escapes, and the quotes. */
const LONGEST_KEY_BYTES = 100 * '\\ud83d\\ude00'.length + 2;

/**
 * Cuts a batch into shards by position, so that reading them in order gives the items in order. An item whose key occurred in an
 * earlier shard is copied there, to be decided together with the first one: shards need nothing from one another.
 *
 * Yields after each shard's items.
 */
export function* cutShards(
  body: Buffer,
  items: ItemOffsets,
  limits: ShardLimits,
): Generator<void, readonly CutShard[]> {
  const runs = cutRuns(items, limits);
  const line = (index: number): Line => ({
    start: items.start(index),
    end: items.end(index),
    lineBreaks: items.has(index, ITEM_MARKS.lineBreaks),
  });
  const elsewhere = runs.map((): number[] => []);
  const copies = runs.map((): number[] => []);
  const suspect = runs.map((): number[] => []);
  const firstShardOf = new Map<string, number>();

  for (const [shard, { from, to }] of runs.entries()) {
    for (let index = from; index < to; index++) {
      let decidedBy = shard;
      // One shard sees all its items anyway: keys matter from the second shard on.
      const key = runs.length === 1 ? null : keyOf(body, items, index);
      if (key !== null) {
        const first = firstShardOf.get(key);
        if (first === undefined) firstShardOf.set(key, shard);
        else decidedBy = first;
      }
      if (decidedBy !== shard) {
        elsewhere[shard]?.push(index);
        copies[decidedBy]?.push(index);
      }
      if (items.has(index, ITEM_MARKS.suspect)) suspect[decidedBy]?.push(index);
    }
    yield;
  }

  return runs.map(({ from, to }, shard) => {
    const own = Array.from({ length: to - from }, (_, position) => line(from + position));
    const copied = copies[shard] ?? [];
    return {
      firstIndex: from,
      itemCount: to - from,
      header: {
        ...nonEmpty('elsewhere', elsewhere[shard]),
        ...nonEmpty('copies', copied),
        ...nonEmpty('suspect', suspect[shard]),
      },
      lines: [...own, ...copied.map(line)],
    };
  });
}

function cutRuns(items: ItemOffsets, limits: ShardLimits): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  let bytes = 0;
  for (let index = 0; index < items.count; index++) {
    const size = items.end(index) - items.start(index);
    if (index > from && (index - from === limits.items || bytes + size > limits.bytes)) {
      runs.push({ from, to: index });
      from = index;
      bytes = 0;
    }
    bytes += size;
  }
  runs.push({ from, to: items.count });
  return runs;
}

/** The key as a string, or null where the item has none that could be usable. */
function keyOf(body: Buffer, items: ItemOffsets, index: number): string | null {
  const start = items.keyStart(index);
  const end = items.keyEnd(index);
  if (end - start < 2 || end - start > LONGEST_KEY_BYTES) return null;
  const text = body.toString('utf8', start + 1, end - 1);
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}

function nonEmpty<Name extends keyof ShardHeader>(
  name: Name,
  indexes: readonly number[] | undefined,
): Partial<Record<Name, readonly number[]>> {
  return indexes === undefined || indexes.length === 0
    ? {}
    : ({ [name]: indexes } as Partial<Record<Name, readonly number[]>>);
}
