import { rowsOf } from '../../support/sql';

/** A unique index, with its columns in their order. */
export interface UniqueIndex {
  table: string;
  columns: string[];
}

const UNIQUE_INDEXES = `
  SELECT i.indrelid::regclass::text AS table,
    ARRAY(SELECT pg_get_indexdef(i.indexrelid, position, false) FROM generate_series(1, i.indnkeyatts) AS position) AS columns
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indisunique AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1, 2`;

/** @param url of the database */
export function uniqueIndexesOf(url: string): Promise<UniqueIndex[]> {
  return rowsOf<UniqueIndex & Record<string, unknown>>(url, UNIQUE_INDEXES);
}
