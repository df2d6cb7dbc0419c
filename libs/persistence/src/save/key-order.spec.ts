import fc from 'fast-check';
import { compareKeys } from './key-order';

describe('compareKeys', () => {
  it('orders any two keys as the bytes of their UTF-8 do', () => {
    const key = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
      { numRuns: 20_000 },
    );
  });

  it('puts an emoji behind a full-width letter, where JavaScript’s own order has them the other way round', () => {
    expect(['Ａ', '😀'].sort()).toEqual(['😀', 'Ａ']);
    expect(compareKeys('😀', 'Ａ')).toBeGreaterThan(0);
  });
});
