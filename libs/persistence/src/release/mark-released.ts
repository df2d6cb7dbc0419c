import { type Statement } from '../connections/statement';

/**
 * Counts the attempt and starts the lease in one statement. A row that is locked is being decided right now: it is not lost, and
 * nobody waits for it. $1 partner ids, $2 batch ids, $3 shard numbers.
 */
export const MARK_RELEASED: Statement = {
  name: 'mark_released',
  text: `
    UPDATE shards s SET attempts = s.attempts + 1, released_at = now()
    FROM (
      SELECT free.* FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS r (partner_id, batch_id, shard_no)
      CROSS JOIN LATERAL (
        SELECT f.partner_id, f.batch_id, f.shard_no FROM shards f
        WHERE f.partner_id = r.partner_id AND f.batch_id = r.batch_id AND f.shard_no = r.shard_no
          AND f.decided_at IS NULL
        FOR UPDATE SKIP LOCKED
      ) AS free
    ) AS free
    WHERE s.partner_id = free.partner_id AND s.batch_id = free.batch_id AND s.shard_no = free.shard_no
    RETURNING s.partner_id, s.batch_id, s.shard_no, s.item_count, s.attempts`,
};

/**
 * Undoes a mark whose job the queue did not take: the attempt has not been one. Only while it is still the latest.
 * $1 partner ids, $2 batch ids, $3 shard numbers, $4 attempts.
 */
export const UNMARK_RELEASED: Statement = {
  name: 'unmark_released',
  text: `
    UPDATE shards s SET attempts = s.attempts - 1, released_at = NULL
    FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[]) AS r (partner_id, batch_id, shard_no, attempt)
    WHERE s.partner_id = r.partner_id AND s.batch_id = r.batch_id AND s.shard_no = r.shard_no
      AND s.attempts = r.attempt AND s.decided_at IS NULL`,
};
