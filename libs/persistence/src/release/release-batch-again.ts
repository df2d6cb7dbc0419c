import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/**
 * Makes the undecided shards of a batch look as if they had never been handed out, so that the next release takes them; their attempts
 * stay. A shard that is locked is being decided right now, and is left alone. $1 client_id, $2 status_check_id.
 */
const FORGET_RELEASES: Statement = {
  name: 'forget_releases',
  text: `
    UPDATE shards s SET released_at = NULL
    FROM (
      SELECT f.partner_id, f.batch_id, f.shard_no
      FROM partners p JOIN batches b ON b.partner_id = p.id AND b.status_check_id = $2
      JOIN shards f ON f.partner_id = b.partner_id AND f.batch_id = b.id
      WHERE p.client_id = $1 AND f.decided_at IS NULL
      FOR NO KEY UPDATE OF f SKIP LOCKED
    ) AS free
    WHERE s.partner_id = free.partner_id AND s.batch_id = free.batch_id AND s.shard_no = free.shard_no
    RETURNING s.shard_no`,
};

/**
 * Has the undecided shards of a batch handed out once more. Harmless at any time: whichever job comes second finds its shard decided.
 * @returns how many shards will be
 */
export async function releaseBatchAgain(
  transaction: Transaction,
  clientId: string,
  statusCheckId: string,
): Promise<number> {
  return (await transaction.query(FORGET_RELEASES, [clientId, statusCheckId])).length;
}
