import fc from 'fast-check';
import { tokensOf } from '../json/json-tokens';
import { NESTING, ODD_TOKENS } from './odd-tokens';
import { indexAt, place } from './place';

/** A change to the tokens of a JSON text. */
export interface TokenChange {
  readonly how: 'replace' | 'insert' | 'remove' | 'repeat' | 'swap' | 'repeat member';
  readonly at: number;
  readonly token: string;
}

export const tokenChange: fc.Arbitrary<TokenChange> = fc.record({
  how: fc.constantFrom('replace', 'insert', 'remove', 'repeat', 'swap', 'repeat member'),
  at: place,
  token: fc.oneof(...ODD_TOKENS.map((tokens) => fc.constantFrom(...tokens)), {
    arbitrary: fc.constantFrom(...NESTING),
    weight: 1,
  }),
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
