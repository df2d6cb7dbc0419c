import { type Row } from '../items/item';
import { type RuledClass } from '../validation/ruled-class';

/** What a batch creates; stored with the batch. */
export type RecordKindName = 'clients';

/** The resource a kind's status documents are read under: the path segment of docs/contract.md section 1. */
export type Resource = 'clients' | 'revenueClaims';

/** Everything the pipeline needs to know about one kind of record. Adding a kind is adding one of these. */
export interface RecordKind {
  readonly name: RecordKindName;
  readonly resource: Resource;
  /** The member that holds an item's key (docs/contract.md section 3). */
  readonly keyMember: string;
  /** The record's columns, in the order of every `Row` of this kind. */
  readonly columns: readonly string[];
  /** The class that carries the rules of docs/contract.md section 4. */
  readonly dto: RuledClass;
  /** Reads one item; `text` is well-formed JSON. Numbers must survive as far as this kind has any. */
  read(text: string): unknown;
  /** The row to be saved for a value that `read` gave and the rules accepted. */
  toRow(value: unknown): Row;
  /** Whether a row that was about to be saved says the same as the one that is stored (contract section 3, step 5). */
  sameAsStored(row: Row, stored: Row): boolean;
}
