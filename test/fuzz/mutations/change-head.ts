import fc from 'fast-check';
import { type Field, type FuzzRequest } from '../fuzz-request';
import { FRAMING_NAMES, METHODS, NAMES, TARGETS, VALUES } from './odd-heads';

/** A change to the method, the target or a header field. */
export type HeadChange =
  | { readonly what: 'method'; readonly method: string }
  | { readonly what: 'target'; readonly target: (target: string) => string }
  | { readonly what: 'field'; readonly how: 'replace' | 'remove' | 'repeat' | 'add'; readonly field: Field };

const value = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES), weight: 12 },
  {
    arbitrary: fc.constantFrom('x'.repeat(255), 'x'.repeat(256), 'x'.repeat(9_000), 'a,'.repeat(4_000)),
    weight: 1,
  },
  { arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), weight: 4 },
);
const how = fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'add');
const fieldOutOf = (names: readonly string[]): fc.Arbitrary<HeadChange> =>
  fc.record({ what: fc.constant('field'), how, field: fc.tuple(fc.constantFrom(...names), value) });

/** A change after which everybody still agrees where the message ends. */
export const headChange: fc.Arbitrary<HeadChange> = fc.oneof(
  { arbitrary: fieldOutOf(NAMES), weight: 6 },
  { arbitrary: fc.record({ what: fc.constant('target'), target: fc.constantFrom(...TARGETS) }), weight: 4 },
  { arbitrary: fc.record({ what: fc.constant('method'), method: fc.constantFrom(...METHODS) }), weight: 1 },
);

export const framingChange: fc.Arbitrary<HeadChange> = fieldOutOf(FRAMING_NAMES);

/** The request with another head; what comes of it is left open. */
export function withHeadChange(request: FuzzRequest, change: HeadChange): FuzzRequest {
  if (change.what === 'method') return { ...request, method: change.method };
  if (change.what === 'target') return { ...request, target: change.target(request.target) };
  const [name] = change.field;
  const isSame = ([given]: Field): boolean => given.toLowerCase() === name.toLowerCase();
  const old = request.fields.filter(isSame);
  const others = request.fields.filter((field) => !isSame(field));
  switch (change.how) {
    case 'remove':
      return { ...request, fields: others };
    case 'repeat':
      return { ...request, fields: [...others, ...old, ...old] };
    case 'replace':
      return { ...request, fields: [...others, change.field] };
    case 'add':
      return { ...request, fields: [...request.fields, change.field] };
  }
}
