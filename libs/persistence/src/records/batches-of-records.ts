import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/**
 * The range with its order is an equality that only the primary key serves well: for `=` PostgreSQL may take the index of
 * status_check_id, and read all of a partner's batches for every one, where the statistics do not show that it has many
 * (docs/decisions/0004). $1 distinct ids.
 */
export const SELECT_BATCHES: Statement = {
  name: 'select_batches_of_records',
  text: `
    SELECT batch.id, batch.status_check_id FROM unnest($1::bigint[]) AS wanted (id)
    CROSS JOIN LATERAL (
      SELECT b.id, b.status_check_id FROM batches b WHERE b.id >= wanted.id AND b.id <= wanted.id ORDER BY b.id LIMIT 1
    ) AS batch`,
};

/** The status_check_id of each of these batches, by batch id: many records come from few batches. */
export async function statusCheckIds(
  transaction: Transaction,
  batchIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  if (batchIds.size === 0) return new Map();
  const rows = await transaction.query<{ id: string; status_check_id: string }>(SELECT_BATCHES, [
    [...batchIds],
  ]);
  return new Map(rows.map(({ id, status_check_id: statusCheckId }) => [id, statusCheckId]));
}
