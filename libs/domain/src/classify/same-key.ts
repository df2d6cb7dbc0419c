import { equalValues } from '../json/equal';
import { type JsonValue, readLossless } from '../json/lossless-reader';
import { jsonPointer } from '../problems/path';
import { type Problem } from '../problems/problem';
import { itemsInWords, NAMED_INDEXES } from './items-in-words';
import { type KeyedItem } from './keyed-item';
import { type Pace } from './pace';

/** The items of a request that have one key, in the order submitted. */
export type SameKey = readonly [KeyedItem, ...KeyedItem[]];

/** Whether all of them are equal as JSON values. Yields when it is time to breathe. */
export function* allEqual([first, ...others]: SameKey, pace: Pace): Generator<undefined, boolean> {
  let firstValue: JsonValue | undefined;
  for (const { text } of others) {
    if (pace.breathAfter(text)) yield;
    if (text === first.text) continue;
    firstValue ??= readLossless(first.text).value;
    if (!equalValues(firstValue, readLossless(text).value)) return false;
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
export function conflictingItems(keyMember: string, { index, key }: KeyedItem, sameKey: SameKey): Problem {
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
