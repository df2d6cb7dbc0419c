import fc from 'fast-check';
import { tokensOf } from '../json/json-tokens';

/** A way of writing the same JSON value. */
export interface Writing {
  /** White space between tokens: of these, one after the other. */
  readonly spaces: readonly string[];
  readonly byteOrderMark: boolean;
  /** Whether characters beyond ASCII are written as escapes. */
  readonly escaped: boolean;
}

export const writing: fc.Arbitrary<Writing> = fc.record({
  spaces: fc.oneof(
    { arbitrary: fc.constant(['']), weight: 4 },
    {
      arbitrary: fc.array(fc.constantFrom('', ' ', '\n', '\r\n', '\t', '  '), { minLength: 1, maxLength: 5 }),
      weight: 1,
    },
  ),
  byteOrderMark: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  escaped: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
});

/** JSON text written that way. */
export function written(json: string, { spaces, byteOrderMark, escaped }: Writing): string {
  const plain = escaped ? json.replace(/[^\0-\x7f]/g, escapeOf) : json;
  const isSpaced = spaces.some((space) => space !== '');
  const text = isSpaced
    ? tokensOf(plain)
        .map((token, at) => `${spaces[at % spaces.length] ?? ''}${token}`)
        .join('')
    : plain;
  return byteOrderMark ? `\ufeff${text}` : text;
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
