import type pg from 'pg';

/** A question to the database that must have the answer 0, and what the answer counts. */
interface Question {
  readonly counts: 'lost' | 'doubled' | 'wrong';
  readonly what: string;
  readonly sql: string;
}

/**
 * Asked without indexes: a unique index that is broken, or gone, must not answer for its table. Keys are compared as the contract
 * compares them, code point by code point.
 */
const QUESTIONS: readonly Question[] = [
  {
    counts: 'lost',
    what: 'items of stored batches without a result',
    sql: `SELECT coalesce(sum(b.item_count - coalesce(r.items, 0)), 0) FROM batches b LEFT JOIN (
            SELECT partner_id, batch_id, count(DISTINCT item_index) AS items FROM item_results GROUP BY 1, 2
          ) r ON r.partner_id = b.partner_id AND r.batch_id = b.id
          WHERE b.item_count > coalesce(r.items, 0)`,
  },
  {
    counts: 'doubled',
    what: 'results beside the first one of an item',
    sql: `SELECT coalesce(sum(times - 1), 0) FROM (
            SELECT count(*) AS times FROM item_results GROUP BY partner_id, batch_id, item_index
          ) AS item WHERE times > 1`,
  },
  {
    counts: 'doubled',
    what: 'client records beside the first one of a key',
    sql: `SELECT coalesce(sum(times - 1), 0) FROM (
            SELECT count(*) AS times FROM partner_clients GROUP BY partner_id, partner_client_id COLLATE "C"
          ) AS key WHERE times > 1`,
  },
  {
    counts: 'doubled',
    what: 'claim records beside the first one of a key',
    sql: `SELECT coalesce(sum(times - 1), 0) FROM (
            SELECT count(*) AS times FROM revenue_claims GROUP BY partner_id, unique_reference COLLATE "C"
          ) AS key WHERE times > 1`,
  },
  {
    counts: 'doubled',
    what: 'batches beside the first one of an idempotency key',
    sql: `SELECT count(*) FROM (
            SELECT b.id FROM batches b LEFT JOIN idempotency_keys k
              ON k.partner_id = b.partner_id AND k.status_check_id = b.status_check_id
            GROUP BY b.partner_id, b.id HAVING count(k.idempotency_key) <> 1
          ) AS batch`,
  },
  {
    counts: 'wrong',
    what: 'completed clients and client records that do not belong together',
    sql: `SELECT count(*) FROM (
            SELECT r.partner_id, r.batch_id, r.item_index, r.key FROM item_results r
            JOIN batches b ON b.partner_id = r.partner_id AND b.id = r.batch_id
            WHERE r.state = 'Completed' AND b.record_kind <> 'revenue-claims'
          ) AS item FULL JOIN partner_clients c ON c.partner_id = item.partner_id AND c.batch_id = item.batch_id
            AND c.item_index = item.item_index AND c.partner_client_id = item.key
          WHERE item.key IS NULL OR c.partner_client_id IS NULL`,
  },
  {
    counts: 'wrong',
    what: 'completed claims and claim records that do not belong together',
    sql: `SELECT count(*) FROM (
            SELECT r.partner_id, r.batch_id, r.item_index, r.key FROM item_results r
            JOIN batches b ON b.partner_id = r.partner_id AND b.id = r.batch_id
            WHERE r.state = 'Completed' AND b.record_kind = 'revenue-claims'
          ) AS item FULL JOIN (
            SELECT c.* FROM revenue_claims c JOIN batches b ON b.partner_id = c.partner_id AND b.id = c.batch_id
            WHERE b.record_kind = 'revenue-claims'
          ) AS c ON c.partner_id = item.partner_id AND c.batch_id = item.batch_id
            AND c.item_index = item.item_index AND c.unique_reference = item.key
          WHERE item.key IS NULL OR c.unique_reference IS NULL`,
  },
  {
    counts: 'wrong',
    what: 'claim records that no completed item brought',
    sql: `SELECT count(*) FROM revenue_claims c WHERE NOT EXISTS (
            SELECT FROM item_results r WHERE r.partner_id = c.partner_id AND r.batch_id = c.batch_id
              AND r.item_index = c.item_index AND r.state = 'Completed')`,
  },
  {
    counts: 'wrong',
    what: 'batches whose shards count otherwise than their results',
    sql: `SELECT count(*) FROM (
            SELECT partner_id, batch_id, sum(completed) AS completed, sum(duplicate) AS duplicate, sum(conflict) AS conflict,
              sum(failed) AS failed
            FROM shards GROUP BY 1, 2
          ) AS said FULL JOIN (
            SELECT partner_id, batch_id, count(*) FILTER (WHERE state = 'Completed') AS completed,
              count(*) FILTER (WHERE state = 'Duplicate') AS duplicate, count(*) FILTER (WHERE state = 'Conflict') AS conflict,
              count(*) FILTER (WHERE state = 'Failed') AS failed
            FROM item_results GROUP BY 1, 2
          ) AS found USING (partner_id, batch_id)
          WHERE (said.completed, said.duplicate, said.conflict, said.failed)
            IS DISTINCT FROM (found.completed, found.duplicate, found.conflict, found.failed)`,
  },
];

/** How many items are lost, doubled, or wrong in another way, with a sentence for each question that found some. */
export interface StoredViolations {
  readonly counts: Readonly<Record<Question['counts'], number>>;
  readonly sentences: readonly string[];
}

/** Looks over everything that is stored. @param owner a connection as the owner, who sees every partner's rows */
export async function storedViolations(owner: pg.Client): Promise<StoredViolations> {
  const counts = { lost: 0, doubled: 0, wrong: 0 };
  const sentences: string[] = [];
  await owner.query(
    'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off',
  );
  for (const { counts: name, what, sql } of QUESTIONS) {
    const { rows } = await owner.query<{ found: string }>(`SELECT (${sql}) AS found`);
    const found = Number(rows[0]?.found);
    counts[name] += found;
    if (found > 0) sentences.push(`${found} ${what}`);
  }
  await owner.query('RESET enable_indexscan; RESET enable_indexonlyscan; RESET enable_bitmapscan');
  return { counts, sentences };
}
