import { SHARDS_PER_PARTNER } from './shards-per-partner';

/**
 * Since when the first undecided shard of a partner has been its first: since the latest of the shards before it was decided, or since its
 * batch was accepted. A partner with much before it goes on all the time, and one that is stalled does not. Of a shard `f` with `partner_id`,
 * `batch_id`, `shard_no` and its batch's `created_at`; a few rows by the primary key: shards that are in the queue together are decided in any order.
 */
export const LAST_MOVED = `
  SELECT greatest(f.created_at, max(decided_at)) AS at FROM (
    SELECT decided_at FROM shards
    WHERE partner_id = f.partner_id AND (batch_id, shard_no) < (f.batch_id, f.shard_no)
    ORDER BY batch_id DESC, shard_no DESC LIMIT ${SHARDS_PER_PARTNER}
  ) AS shards_before`;
