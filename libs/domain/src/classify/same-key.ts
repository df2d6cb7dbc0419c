import { equalValues } from '../json/equal';
import { type JsonValue, readLossless } from '../json/lossless-reader';
import { jsonPointer } from '../problems/path';
import { type Problem } from '../problems/problem';
import { itemsInWords, NAMED_INDEXES } from './items-in-words';
import { type Guard } from './guard';
import { type KeyedItem } from './keyed-item';
import { type Pace } from './pace';

/**
 * Whether all items of one key are equal as JSON values, but for those that are set aside meanwhile. Yields when it is time to breathe.
 */
export function* allEqual(
  sameKey: readonly KeyedItem[],
  pace: Pace,
  guard: Guard,
): Generator<undefined, boolean> {
  for (;;) {
    const [first, ...others] = guard.remaining(sameKey);
    if (first === undefined) return true;
    const equal = yield* allEqualTo(first, others, pace, guard);
    if (equal !== undefined) return equal;
  }
}

/** As `allEqual`; undefined when it is the first one that is set aside. */
function* allEqualTo(
  first: KeyedItem,
  others: readonly KeyedItem[],
  pace: Pace,
  guard: Guard,
): Generator<undefined, boolean | undefined> {
  let firstValue: JsonValue | undefined;
  for (const other of others) {
    if (pace.breathAfter(other.text)) yield;
    if (other.text === first.text) continue;
    firstValue ??= guard.look(first, () => readLossless(first.text).value);
    if (firstValue === undefined) return undefined;
    const value = firstValue;
    if (guard.look(other, () => equalValues(value, readLossless(other.text).value)) === false) return false;
  }
  return true;
}

/** The problem of a `Duplicate` of an earlier item of the same request (docs/contract.md section 3, step 2). */
export function equalItem(first: KeyedItem): Problem {
  return {
    code: 'equal_item',
    pointer: '',
    detail: `the item equals item ${first.index} of the same request, which is decided for both; send only one of them`,
    duplicate_of: { index: first.index },
  };
}

/** The problem of each item of a `Conflict` (docs/contract.md section 3, step 2). */
export function conflictingItems(
  keyMember: string,
  { index, key }: KeyedItem,
  sameKey: readonly KeyedItem[],
): Problem {
  const few = sameKey.slice(0, NAMED_INDEXES + 1).map((item) => item.index);
  const others = itemsInWords(
    few.filter((other) => other !== index),
    sameKey.length - 1,
  );
  return {
    code: 'conflicting_items',
    pointer: jsonPointer([keyMember]),
    detail: `${keyMember} ${JSON.stringify(key)} is also the key of ${others} of the same request, and not all of them are equal; send one item with this key`,
  };
}
