import { type Statement } from '../connections/statement';

/** The SQL of one record kind: how its records are looked up and saved. Column order is that of the kind's `columns`. */
export interface RecordTable {
  /** $1 keys. Gives `position` (from 1), the kind's columns as text, `item_index` and `status_check_id` of each saved one. */
  readonly lookUp: Statement;
  /** $1 records as JSON (the kind's columns as text, and `item_index`), $2 batch id. Gives `item_index` of those inserted. */
  readonly insertNew: Statement;
  /** COPY of the kind's columns, batch id and item index. */
  readonly copy: string;
}
