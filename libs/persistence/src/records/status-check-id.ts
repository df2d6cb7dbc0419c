/**
 * The status_check_id of the batch that a row called `saved` came from, for a select list. The range with its order is an
 * equality that only the primary key serves well: for `=` PostgreSQL may take the index of status_check_id, and read all of a
 * partner's batches for every row, where the statistics do not show that it has many (docs/decisions/0004).
 */
export const STATUS_CHECK_ID = `(
        SELECT b.status_check_id FROM batches b
        WHERE b.id >= saved.batch_id AND b.id <= saved.batch_id ORDER BY b.id LIMIT 1
      )`;
