import { ITEM_STATES, type ItemState } from '@app/domain';
import { batchAddress } from './batch-address';
import { type Query } from './batch-search';

/** Which items of a batch are wanted: those in a state, or those with a key. */
export interface ItemsChoice {
  /** Null for all. */
  readonly state: ItemState | null;
  /** Compared exactly; '' for any. */
  readonly key: string;
}

/** Of the longest key: 100 code points, each of which may take two of a string's characters. */
const MOST_KEY_CHARACTERS = 200;

/** Reads the address of the page: where a key is given, it is found in whatever state. */
export function readItemsChoice(query: Query): ItemsChoice {
  const given = query['key'];
  const key = typeof given === 'string' ? given.trim().slice(0, MOST_KEY_CHARACTERS) : '';
  const state = ITEM_STATES.find((known) => known === query['state']) ?? null;
  return key === '' ? { state, key } : { state: null, key };
}

/** Where these items are shown. @param from index to begin with; null for the first */
export function addressOfItems(
  batch: { readonly clientId: string; readonly statusCheckId: string },
  { state, key }: ItemsChoice = { state: null, key: '' },
  from: number | null = null,
): string {
  const fields = { state: state ?? '', key, from: from === null ? '' : `${from}` };
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return `${batchAddress(batch)}${query}#items`;
}
