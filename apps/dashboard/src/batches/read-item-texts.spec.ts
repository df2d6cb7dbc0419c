import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type InspectedBatch, type InspectedItem, type InspectItems } from '@app/persistence';
import { ReadItemTexts } from './read-item-texts';
import { RefusedItems } from './refused-items';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ITEMS_OF_A_SHARD = 10;

/** A batch of four shards; `fetched` is what was asked for, one entry for each query. */
function batchOf(textOf: (index: number) => string, deleted: readonly number[] = []) {
  const fetched: (readonly number[])[] = [];
  const batch = {
    timeline: [0, 1, 2, 3].map((shardNo) => ({
      shardNo,
      firstIndex: shardNo * ITEMS_OF_A_SHARD,
      itemCount: ITEMS_OF_A_SHARD,
    })),
  } as unknown as InspectedBatch;
  const failed: readonly InspectedItem[] = Array.from({ length: 4 * ITEMS_OF_A_SHARD }, (_, index) => ({
    index,
    state: 'Failed',
    problems: [],
  }));
  const items = {
    items: () => Promise.resolve(failed),
    payloads: (_batch: unknown, shards: readonly number[]) => {
      fetched.push(shards);
      const kept = shards.filter((shardNo) => !deleted.includes(shardNo));
      return Promise.resolve(new Map(kept.map((shardNo) => [shardNo, payloadOf(shardNo)])));
    },
  } as unknown as InspectItems;
  const payloadOf = (shardNo: number): object => {
    const own = Array.from({ length: ITEMS_OF_A_SHARD }, (_, n) => textOf(shardNo * ITEMS_OF_A_SHARD + n));
    return { encoding: 0, bytes: Buffer.from(['{}', ...own].join('\n')) };
  };
  return { batch, failed, fetched, items, texts: new ReadItemTexts(items) };
}

describe('the texts of items', () => {
  it('are cut, with the length that they have, and without half of a character', async () => {
    const { batch, failed, texts } = batchOf((index) => (index === 1 ? 'abc\u{1f600}' : `${index}`));
    const shown = await texts.beginnings(batch, failed.slice(0, 3), 4);
    expect(shown.map(({ text, length }) => [text, length])).toEqual([
      ['0', 1],
      ['abc', 5],
      ['2', 1],
    ]);
  });

  it('are null where retention has deleted them', async () => {
    const { batch, failed, texts } = batchOf((index) => `${index}`, [1]);
    const shown = await texts.beginnings(batch, failed.slice(9, 12), 100);
    expect(shown.map(({ text }) => text)).toEqual(['9', null, null]);
  });

  it('of a page keep nothing else of their shards in memory', async () => {
    const { batch, failed, texts } = batchOf((index) => `${index}-`.padEnd(1_000_000, 'x'));
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    const shown = await texts.beginnings(batch, failed, 10_000);
    const kept = heap() - before;
    expect(shown.every(({ text }) => text?.length === 10_000)).toBe(true);
    // Forty texts of 10 kB; their shards have 40 MB.
    expect(kept).toBeLessThan(10_000_000);
  });
});

describe('the file of refused items', () => {
  it('is read shard by shard, each when its turn comes', async () => {
    const { batch, fetched, items, texts } = batchOf((index) => `${index}`);
    const file = new RefusedItems(items, texts).file(batch, 'Failed');
    let text = '';
    for (let n = 0; n < ITEMS_OF_A_SHARD; n++) text += String((await file.next()).value);
    expect(fetched).toEqual([[0]]);
    for await (const piece of file) text += piece;
    expect(fetched).toEqual([[0], [1], [2], [3]]);
    expect(JSON.parse(text)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });
});
