import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/**
 * ANALYZE of every table that an erasure may have changed, as PostgreSQL words it: saved records, and the partitions of these days. Of
 * the partitioned tables themselves where somebody has had statistics made of them, which autovacuum does not. $1 days of acceptance.
 */
const ANALYZE_TEXTS: Statement = {
  name: 'analyze_texts',
  text: `
    SELECT format('ANALYZE %s', c.oid::regclass) AS text FROM pg_class c
    WHERE c.oid IN ('partner_clients'::regclass, 'revenue_claims'::regclass) OR EXISTS (
      SELECT FROM pg_inherits i, unnest($1::date[]) AS day
      WHERE i.inhrelid = c.oid AND c.relkind = 'r' AND i.inhparent IN ('shard_payloads'::regclass, 'item_results'::regclass)
        AND day >= (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(\\d{4}-\\d\\d-\\d\\d)''\\)'))[1]::date
        AND day < (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''(\\d{4}-\\d\\d-\\d\\d)''\\)'))[1]::date
    ) OR c.oid IN ('shard_payloads'::regclass, 'item_results'::regclass) AND EXISTS (
      SELECT FROM pg_stats WHERE schemaname = 'public' AND tablename = c.relname
    )`,
};

/** Has PostgreSQL make its statistics anew, in which it keeps samples of what was stored: keys too, and small payloads whole. */
export async function forgetStatistics(transaction: Transaction, days: readonly string[]): Promise<void> {
  const rows = await transaction.query<{ text: string }>(ANALYZE_TEXTS, [days]);
  for (const { text } of rows) await transaction.query({ name: '', text }, []);
}
