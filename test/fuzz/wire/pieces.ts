import fc from 'fast-check';
import { indexAt, place } from '../mutations/place';

/** Where bytes are cut, and how many of those behind the cut come one by one: a character or a line end may lie across it. */
export interface Cut {
  readonly at: number;
  readonly singly: number;
}

const MOST_SINGLY = 12;
const MOST_CUTS = 4;

/** How a request is cut: not at all mostly. */
export const cuts: fc.Arbitrary<readonly Cut[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 2 },
  {
    arbitrary: fc.array(fc.record({ at: place, singly: fc.nat(MOST_SINGLY) }), {
      minLength: 1,
      maxLength: MOST_CUTS,
    }),
    weight: 1,
  },
);

/** The bytes in pieces, none of them empty. */
export function piecesOf(bytes: Buffer, given: readonly Cut[]): Buffer[] {
  const ends = given.flatMap(({ at, singly }) => {
    const first = indexAt(at, bytes.length);
    return Array.from({ length: singly + 1 }, (_, n) => first + n);
  });
  const inOrder = [...new Set([...ends, bytes.length])]
    .filter((end) => end > 0 && end <= bytes.length)
    .sort((a, b) => a - b);
  return inOrder.map((end, n) => bytes.subarray(inOrder[n - 1] ?? 0, end));
}
