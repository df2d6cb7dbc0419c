import { type InnerRecord, type Row } from '../items/item';
import { type RuledClass } from '../validation/ruled-class';

/** What a batch creates; stored with the batch. */
export type RecordKindName = 'clients' | 'clients-with-claims' | 'revenue-claims';

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
  /** Whether a row that was about to be saved says the same as the one that is stored (docs/contract.md section 3, step 5). */
  sameAsStored(row: Row, stored: Row): boolean;
  /** The records that an item of this kind carries inside, if it does. */
  readonly inner?: InnerRecords;
}

/** Records of another kind inside of an item, which are saved together with it or not at all. */
export interface InnerRecords {
  /** The member of the item that holds them, an array. */
  readonly member: string;
  /** What they are: its `keyMember` names their keys, its `columns` are those of their rows. */
  readonly kind: RecordKind;
  /** All of them, in the order of the array, for an item that the rules accepted. */
  toRecords(value: unknown): readonly InnerRecord[];
}
