import fc from 'fast-check';
import { cuts, piecesOf } from './pieces';

describe('pieces of bytes', () => {
  it('are together what was cut, and none of them is empty', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), cuts, (given, where) => {
        const pieces = piecesOf(Buffer.from(given), where);
        expect(Buffer.concat(pieces)).toEqual(Buffer.from(given));
        expect(pieces.filter(({ length }) => length === 0)).toEqual([]);
      }),
    );
  });

  it('are single bytes behind a cut, as many as it says', () => {
    const pieces = piecesOf(Buffer.from('abcdefgh'), [{ at: 0x4000, singly: 3 }]);
    expect(pieces.map(String)).toEqual(['ab', 'c', 'd', 'e', 'fgh']);
  });
});
