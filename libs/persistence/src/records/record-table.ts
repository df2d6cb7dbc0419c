import { type Statement } from '../connections/statement';

/** The SQL of one table of records: how they are looked up and saved. Column order is that of the kind's `columns`. */
export interface RecordTable {
  /** The columns of a record in the order of a `Row`, its key first. */
  readonly columns: readonly string[];
  /** $1 distinct keys. Gives `item_index`, `batch_id` and the columns as text of each saved one, in any order. */
  readonly lookUp: Statement;
  /** $1 records as JSON (the columns as text, and `item_index`), $2 batch id. Gives the `key` of each one inserted. */
  readonly insertNew: Statement;
  /** COPY of the columns, batch id and item index. */
  readonly copy: string;
}

/** Records that the records of a table refer to, which must have been saved. */
export interface Reference {
  /** Position in a `Row` of the key that is referred to. */
  readonly column: number;
  /** $1 keys. Locks those that are saved and gives them as `key`. */
  readonly lock: Statement;
}
