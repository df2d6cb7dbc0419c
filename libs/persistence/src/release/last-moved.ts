/** As many shards of a partner as release has in the queue at a time: decided in any order, they end among so many. */
const SHARDS_BEFORE = 32;

/**
 * Since when the first undecided shard of a partner has been its first: since the latest of the shards before it was decided, or since its
 * batch was accepted. A partner with much before it goes on all the time, and one that is stalled does not. Of a shard `f` with `partner_id`,
 * `batch_id`, `shard_no` and its batch's `created_at`; a few rows by the primary key.
 */
export const LAST_MOVED = `
  SELECT greatest(f.created_at, max(decided_at)) AS at FROM (
    SELECT decided_at FROM shards
    WHERE partner_id = f.partner_id AND (batch_id, shard_no) < (f.batch_id, f.shard_no)
    ORDER BY batch_id DESC, shard_no DESC LIMIT ${SHARDS_BEFORE}
  ) AS shards_before`;
