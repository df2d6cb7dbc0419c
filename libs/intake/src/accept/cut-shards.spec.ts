import { itemsToDecide, ownTexts, writeShardText } from '../payload/shard-text';
import { type CutShard, cutShards, SHARD_LIMITS } from './cut-shards';
import { splitItems } from './split-items';

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function cut(body: Buffer): readonly CutShard[] {
  const items = finish(splitItems(body, { maxItems: 100_000, maxDepth: 32, keyMember: 'id' }));
  return finish(cutShards(body, items, SHARD_LIMITS));
}

function textOf(body: Buffer, shard: CutShard): string {
  return writeShardText(shard.header, body, shard.lines).toString('utf8');
}

describe('cutShards', () => {
  it('cuts 12,001 items into runs of 5,000, 5,000 and 2,001', () => {
    const body = Buffer.from(JSON.stringify(Array.from({ length: 12_001 }, (_, i) => ({ id: `k${i}` }))));
    expect(cut(body).map(({ firstIndex, itemCount }) => [firstIndex, itemCount])).toEqual([
      [0, 5000],
      [5000, 5000],
      [10_000, 2001],
    ]);
  });

  it('cuts earlier where items are large, and leaves one that is larger than a shard by itself', () => {
    const large = 'x'.repeat(3 * 1024 * 1024);
    const body = Buffer.from(
      JSON.stringify([{ id: large }, { id: large }, { id: large + large }, { id: 'k' }]),
    );
    expect(cut(body).map(({ firstIndex, itemCount }) => [firstIndex, itemCount])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it('has every item decided once, together with the first item of its key, however keys are spread', () => {
    const keyOf = (index: number): string => (index % 3 === 0 ? `s${index % 7001}` : `k${index}`);
    const count = 23_000;
    const body = Buffer.from(
      JSON.stringify(Array.from({ length: count }, (_, i) => ({ id: keyOf(i), n: i }))),
    );
    const decidedBy = new Map<number, number>();
    const shardOfKey = new Map<string, number>();
    for (const [shard, one] of cut(body).entries()) {
      for (const item of itemsToDecide(textOf(body, one), one.firstIndex, one.itemCount)) {
        const { id, n } = JSON.parse(item.text) as { id: string; n: number };
        expect(n).toBe(item.index);
        expect(decidedBy.has(item.index)).toBe(false);
        decidedBy.set(item.index, shard);
        expect(shardOfKey.get(id) ?? shard).toBe(shard);
        shardOfKey.set(id, shard);
      }
    }
    expect(decidedBy.size).toBe(count);
  });

  it('recognises a key that is written with escapes', () => {
    const items = Array.from({ length: 5001 }, (_, i) => `{"id":"k${i}"}`);
    items[5000] = '{"id":"\\u006b0"}';
    const body = Buffer.from(`[${items.join(',')}]`);
    const [first, second] = cut(body);
    expect(first?.header).toEqual({ copies: [5000] });
    expect(second?.header).toEqual({ elsewhere: [5000] });
  });

  it('keeps own items readable in order, also those that another shard decides', () => {
    const items = Array.from({ length: 5002 }, (_, i) => `{"id":"k${i % 5000}","at":${i}.00}`);
    const body = Buffer.from(`[${items.join(',\n')}]`);
    const texts = cut(body).flatMap((shard) => ownTexts(textOf(body, shard), shard.itemCount));
    expect(texts).toEqual(items);
  });

  it('turns line breaks between tokens into spaces, and leaves everything else of an item alone', () => {
    const body = Buffer.from('[{"id":"a",\r\n "n": 1.00 ,\n"s":"\\n ä"}]');
    const [shard] = cut(body);
    expect(shard && ownTexts(textOf(body, shard), 1)).toEqual(['{"id":"a",   "n": 1.00 , "s":"\\n ä"}']);
  });

  it('says with the shard that decides it that an item is suspect', () => {
    const items = Array.from({ length: 5001 }, (_, i) => `{"id":"k${i}"}`);
    items[5000] = '{"id":"k1","a":1,"a":2}';
    const body = Buffer.from(`[${items.join(',')}]`);
    const [first, second] = cut(body);
    expect(first?.header).toEqual({ copies: [5000], suspect: [5000] });
    expect(second?.header).toEqual({ elsewhere: [5000] });
    const decided = first && itemsToDecide(textOf(body, first), first.firstIndex, first.itemCount);
    expect(decided?.at(-1)).toEqual({ index: 5000, text: items[5000], suspect: true });
  });
});
