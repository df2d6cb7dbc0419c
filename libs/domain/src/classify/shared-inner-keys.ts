import { isUsableKey } from '../items/key';
import { type InnerRecords } from '../kinds/record-kind';
import { isJsonObject } from '../validation/json-object';
import { type Guard } from './guard';
import { type KeyedItem } from './keyed-item';
import { type Pace } from './pace';

/** An item that has a record with some key inside: a client with a claim. */
export interface Holder {
  readonly item: KeyedItem;
  /** The first position at which the item has the key. */
  readonly at: number;
}

/** A key that records inside of several items have, with all of these items in the order submitted. */
export interface SharedInnerKey {
  readonly key: string;
  readonly holders: readonly Holder[];
}

/** For each item that shares inner keys with items of another key than its own, these inner keys. */
export type SharedInnerKeys = ReadonlyMap<KeyedItem, readonly SharedInnerKey[]>;

/**
 * Finds what step 3 of docs/contract.md section 3 decides about. Items of one key are left to step 2, which makes them
 * `Duplicate` of the first one or all of them `Conflict`; so it is between items of different keys that an inner key
 * is shared, whatever else is wrong with them. Yields when it is time to breathe.
 */
export function* sharedInnerKeys(
  inner: InnerRecords,
  sameKeys: Iterable<readonly KeyedItem[]>,
  pace: Pace,
  guard: Guard,
): Generator<undefined, SharedInnerKeys> {
  const holdersByKey = new Map<string, Holder[]>();
  for (const sameKey of sameKeys) {
    for (const item of sameKey) {
      const held = guard.look(item, () => innerKeys(inner, item));
      held?.forEach((at, key) => {
        const holders = holdersByKey.get(key);
        if (holders === undefined) holdersByKey.set(key, [{ item, at }]);
        else holders.push({ item, at });
      });
      if (pace.breathAfter(item.text)) yield;
    }
  }

  const shared = new Map<KeyedItem, SharedInnerKey[]>();
  for (const [key, holders] of holdersByKey) {
    share(shared, key, holders);
    if (pace.breathAfter('', holders.length)) yield;
  }
  return shared;
}

/**
 * Each usable inner key that an item has, with its first position; the item may violate every rule. One that it has twice it has once: that is
 * for the rules.
 */
function innerKeys({ member, kind }: InnerRecords, item: KeyedItem): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  const records = item.object[member];
  if (!Array.isArray(records)) return keys;
  records.forEach((record: unknown, at) => {
    const key = isJsonObject(record) ? record[kind.keyMember] : undefined;
    if (isUsableKey(key) && !keys.has(key)) keys.set(key, at);
  });
  return keys;
}

/** Notes an inner key for each of its holders if they are items of different keys. */
function share(shared: Map<KeyedItem, SharedInnerKey[]>, key: string, holders: Holder[]): void {
  // Items of one key came one after another, so that the first and the last tell.
  if (holders[0]?.item.key === holders.at(-1)?.item.key) return;
  holders.sort((a, b) => a.item.index - b.item.index);
  for (const { item } of holders) {
    const keys = shared.get(item);
    if (keys === undefined) shared.set(item, [{ key, holders }]);
    else keys.push({ key, holders });
  }
}
