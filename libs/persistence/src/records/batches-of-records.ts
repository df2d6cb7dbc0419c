import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** $1 distinct ids. */
export const SELECT_BATCHES: Statement = {
  name: 'select_batches_of_records',
  text: 'SELECT id, status_check_id FROM batches WHERE id = ANY ($1::bigint[])',
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
