import fc from 'fast-check';
import { tokensOf } from '../json/json-tokens';
import { indexAt, place } from './place';

/** A change to the tokens of a JSON text. */
export interface TokenChange {
  readonly how: 'replace' | 'insert' | 'remove' | 'repeat' | 'swap' | 'repeat member';
  readonly at: number;
  readonly token: string;
}

const NUMBERS = [
  ...[
    '0',
    '-0',
    '-0.0',
    '1',
    '1.0',
    '1e2',
    '1E+2',
    '1e-2',
    '0.1',
    '9007199254740993',
    '-9007199254740993',
    '1e400',
    '1e-400',
  ],
  ...[
    '999999999999999.9999',
    '1000000000000000',
    '0.00001',
    '123456789012345678901234567890',
    '1'.repeat(400),
    `0.${'0'.repeat(400)}1`,
  ],
  ...['1e999999999', '-1e999999999', '1e-999999999', '1e99999999999999999999'],
];
const NO_NUMBERS = [
  ...[
    '01',
    '-01',
    '.5',
    '1.',
    '+1',
    '-',
    '1e',
    '1e+',
    '0x10',
    '1_000',
    '1,5',
    '1.2.3',
    '--1',
    'NaN',
    'Infinity',
    '-Infinity',
    '٣',
    '１',
  ],
];
const LITERALS = [
  'null',
  'true',
  'false',
  'True',
  'NULL',
  'nul',
  'nulll',
  'truefalse',
  'undefined',
  'None',
  '{}',
  '[]',
  '[[]]',
  '[{}]',
];
const STRINGS = [
  ...[
    '""',
    '" "',
    '"a"',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00"',
    '"\\ud83d\\ude00"',
    '"😀"',
    '"\\n"',
    '"\\/"',
    '"\\u000a"',
    '"a\\u0000b"',
  ],
  ...[
    '"\u2028"',
    '"\\ufeff"',
    '"\ufeff"',
    '"\u00a0"',
    '"\u202egpj"',
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"k-0"',
    '"k-1"',
    '"GBP"',
  ],
  ...[
    `"${'x'.repeat(101)}"`,
    `"${'😀'.repeat(1_001)}"`,
    `"${'x'.repeat(20_000)}"`,
    '"2024-02-30"',
    '"1e5"',
    '"1,00"',
    '"NaN"',
  ],
];
const NO_STRINGS = [
  '"',
  "'a'",
  '`a`',
  '"\\x41"',
  '"\\u12"',
  '"\\u{1}"',
  '"\\',
  '"\n"',
  '"\t"',
  '"\0"',
  '"a',
  '“a”',
  'a',
];
const PUNCTUATION = ['[', ']', '{', '}', ',', ':', ',,', '[,', ',]', '{,', '::', '//', '/**/', '#', ';', '='];
const NESTING = [31, 32, 33, 64, 5_000].flatMap((depth) => [
  '['.repeat(depth) + ']'.repeat(depth),
  '{"a":'.repeat(depth),
]);

export const tokenChange: fc.Arbitrary<TokenChange> = fc.record({
  how: fc.constantFrom('replace', 'insert', 'remove', 'repeat', 'swap', 'repeat member'),
  at: place,
  token: fc.oneof(
    ...[NUMBERS, NO_NUMBERS, LITERALS, STRINGS, NO_STRINGS, PUNCTUATION].map((tokens) =>
      fc.constantFrom(...tokens),
    ),
    { arbitrary: fc.constantFrom(...NESTING), weight: 1 },
  ),
});

/** The text after a few changes, without the white space that was between its tokens. */
export function withTokenChanges(text: string, changes: readonly TokenChange[]): string {
  const tokens = tokensOf(text);
  for (const { how, at, token } of changes) {
    const index = indexAt(at, tokens.length);
    const old = tokens[index] ?? '';
    if (how === 'replace') tokens[index] = token;
    else if (how === 'insert') tokens.splice(index, 0, token);
    else if (how === 'remove') tokens.splice(index, 1);
    else if (how === 'repeat') tokens.splice(index, 0, old);
    else if (how === 'swap') tokens.splice(index, 2, tokens[index + 1] ?? '', old);
    else repeatMember(tokens, index, token);
  }
  return tokens.join('');
}

/** Puts a second member in front of the first one that follows, with the same name and another value. */
function repeatMember(tokens: string[], from: number, value: string): void {
  const colon = tokens.indexOf(':', from);
  const name = tokens[colon - 1];
  if (colon > 0 && name !== undefined) tokens.splice(colon - 1, 0, name, ':', value, ',');
}
