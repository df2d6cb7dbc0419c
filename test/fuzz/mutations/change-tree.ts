import fc from 'fast-check';
import { LosslessNumber } from '../../../libs/domain/src/json/lossless-number';
import { number } from '../../../libs/domain/src/testing/json-text';
import { AMOUNT_TEXTS, ENDS, NUMBERS, STARTS } from '../../../libs/domain/src/testing/claim-values';
import {
  KEYS,
  OTHER_TYPES,
  TEXTS,
  TIMES,
  UNKNOWN_MEMBERS,
} from '../../../libs/domain/src/testing/near-misses';
import { indexAt, place } from './place';

/** A change to one value in a tree of JSON values. */
export interface TreeChange {
  readonly how: 'replace' | 'remove' | 'repeat' | 'add' | 'wrap';
  readonly at: number;
  readonly value: unknown;
  readonly member: string;
  readonly levels: number;
}

type Step = string | number;

/** Values that other items may have as well, so that keys meet. */
const MEETING = ['k-0', 'k-1', 'k-2', 'fuzz-client', 'GBP', 'EUR', 'LLC', '2024-01-01'];
/** Large for one member, and small enough to be sent a thousand times. */
const LARGE = [
  'x'.repeat(50_000),
  Array.from({ length: 2_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`m${n}`, n])),
];

export const treeChange: fc.Arbitrary<TreeChange> = fc.record({
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add', 'wrap'),
  at: place,
  value: fc.oneof(
    { arbitrary: fc.constantFrom(...OTHER_TYPES), weight: 4 },
    { arbitrary: fc.constantFrom<unknown>(...TEXTS, ...KEYS, ...MEETING), weight: 6 },
    { arbitrary: fc.constantFrom<unknown>(...TIMES, ...STARTS, ...ENDS), weight: 4 },
    { arbitrary: fc.constantFrom<unknown>(...NUMBERS, ...AMOUNT_TEXTS, number('1e999999999')), weight: 4 },
    { arbitrary: fc.constantFrom<unknown>(...LARGE), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 2 },
  ),
  member: fc.constantFrom(
    ...UNKNOWN_MEMBERS,
    'hasOwnProperty',
    'length',
    'a/b~c',
    '\ud800',
    'partner_client_id',
  ),
  levels: fc.constantFrom(1, 2, 24, 28, 29, 30, 31, 32, 400),
});

/** The tree after a change; the given one stays as it is. */
export function withTreeChange(tree: unknown, change: TreeChange): unknown {
  const paths = [...pathsOf(tree, [])];
  return changedAt(tree, paths[indexAt(change.at, paths.length)] ?? [], change);
}

/** Every place of the tree: the whole first. */
function* pathsOf(value: unknown, path: readonly Step[]): Generator<readonly Step[]> {
  yield path;
  if (!isComposite(value)) return;
  const steps: readonly Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const step of steps) yield* pathsOf((value as Record<Step, unknown>)[step], [...path, step]);
}

function changedAt(value: unknown, [step, ...rest]: readonly Step[], change: TreeChange): unknown {
  if (step === undefined) return changed(value, change);
  if (rest.length === 0 && change.how === 'remove') return without(value, step);
  if (rest.length === 0 && change.how === 'repeat' && Array.isArray(value)) {
    return value.toSpliced(Number(step), 0, value[Number(step)]);
  }
  const inner = changedAt((value as Record<Step, unknown>)[step], rest, change);
  if (Array.isArray(value)) return value.with(Number(step), inner);
  return { ...(value as object), [step]: inner };
}

function changed(value: unknown, { how, value: other, member, levels }: TreeChange): unknown {
  if (how === 'wrap') {
    return Array.from({ length: levels }).reduce<unknown>((inner) => [inner], value);
  }
  if (how !== 'add') return other;
  if (Array.isArray(value)) return [...(value as unknown[]), other];
  return isComposite(value) ? { ...value, [member]: other } : other;
}

function without(value: unknown, step: Step): unknown {
  if (Array.isArray(value)) return value.toSpliced(Number(step), 1);
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== step));
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof LosslessNumber);
}
