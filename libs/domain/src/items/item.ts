import { type Problem } from '../problems/problem';
import { type DecidedState } from './item-state';

/** One element of the request array, as it was sent. */
export interface SubmittedItem {
  /** Position in the request array, from 0. */
  readonly index: number;
  /** Raw JSON text of the item, known to be well-formed and at most 32 levels deep. */
  readonly text: string;
  /** A member name may occur twice in one of the item's objects, as far as splitting the body could tell. */
  readonly suspect: boolean;
}

/** What became of an item that was decided without asking for saved records. */
export interface ItemResult {
  readonly index: number;
  /** The item's key, or null where it has no usable one. */
  readonly key: string | null;
  readonly state: DecidedState;
  /** Empty for `Completed` alone. */
  readonly problems: readonly Problem[];
}

/**
 * Column texts of one record in the order of its kind's `columns`, each in the form in which PostgreSQL itself
 * prints the value (TimeZone UTC, DateStyle ISO); null is SQL's NULL.
 */
export type Row = readonly (string | null)[];

/** An item that passed steps 1 to 4 of docs/contract.md section 3: to be saved, unless its key is saved already. */
export interface Candidate {
  readonly index: number;
  readonly key: string;
  readonly row: Row;
  /** The records inside of the item, in the order sent; absent where its kind has none. */
  readonly inner?: readonly InnerRecord[];
}

/** A record inside of an item, to be saved together with it. */
export interface InnerRecord {
  readonly key: string;
  /** In the columns of its own kind. */
  readonly row: Row;
}
