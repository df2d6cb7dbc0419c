import fc from 'fast-check';
import { LosslessNumber } from '../../../libs/domain/src/json/lossless-number';
import { number } from '../../../libs/domain/src/testing/json-text';
import { isJsonObject } from '../../../libs/domain/src/validation/json-object';
import { treeChange, type TreeChange, withTreeChange } from './change-tree';
import { indexAt, place } from './place';

/** An item that comes a second time: as it is, written in another way, or with another value somewhere. */
export interface Meeting {
  readonly how: 'same' | 'other spelling' | 'other value';
  readonly from: number;
  readonly to: number;
  readonly change: TreeChange;
}

export const meeting: fc.Arbitrary<Meeting> = fc.record({
  how: fc.constantFrom('same', 'other spelling', 'other value'),
  from: place,
  to: place,
  change: treeChange,
});

/** The items with one of them a second time. */
export function withMeeting(
  items: readonly unknown[],
  { how, from, to, change }: Meeting,
): readonly unknown[] {
  const item = items[indexAt(from, items.length)];
  const second =
    how === 'same' ? item : how === 'other value' ? withTreeChange(item, change) : otherwiseSpelt(item);
  return items.toSpliced(indexAt(to, items.length + 1), 0, second);
}

/** The same value: members in another order, numbers with an exponent. What an earlier change left that is no object stays as it is. */
function otherwiseSpelt(item: unknown): unknown {
  if (!isJsonObject(item)) return item;
  const members = Object.entries(item).map(([name, value]): [string, unknown] => [
    name,
    value instanceof LosslessNumber && !/e/i.test(value.text) ? number(`${value.text}e0`) : value,
  ]);
  return Object.fromEntries(members.reverse());
}
