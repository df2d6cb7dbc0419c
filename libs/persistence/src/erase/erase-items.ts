import { type Problem } from '@app/domain';
import { type EncodedPayload } from '../accept/store-batch';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type SearchedShard } from './payloads-to-search';

/** Two erasures of one shard come one after the other. Readers do not wait. $1 partner, $2 batch, $3 shard number. */
const LOCK_SHARD: Statement = {
  name: 'lock_shard_to_erase',
  text: `
    SELECT FROM shards WHERE partner_id = $1 AND batch_id = $2 AND shard_no = $3 AND decided_at IS NOT NULL
    FOR NO KEY UPDATE`,
};

/** $1 partner, $2 batch, $3 shard number, $4 accepted_on. */
const SELECT_PAYLOAD: Statement = {
  name: 'select_payload_to_erase',
  text: `
    SELECT encoding, payload FROM shard_payloads
    WHERE partner_id = $1 AND batch_id = $2 AND shard_no = $3 AND accepted_on = $4`,
};

/** $1 partner, $2 batch, $3 shard number, $4 accepted_on, $5 encoding, $6 payload. */
const REPLACE_PAYLOAD: Statement = {
  name: 'replace_payload',
  text: `
    UPDATE shard_payloads SET encoding = $5, payload = $6
    WHERE partner_id = $1 AND batch_id = $2 AND shard_no = $3 AND accepted_on = $4`,
};

/** States stay, and so do counts. $1 partner, $2 batch, $3 accepted_on, $4 item indexes, $5 problems. */
const CLEAR_RESULTS: Statement = {
  name: 'clear_results',
  text: `
    UPDATE item_results SET key = NULL, problems = CASE WHEN state = 'Completed' THEN NULL ELSE $5::json END
    WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND item_index = ANY ($4::int[])`,
};

/** $1 partner, $2 batch, $3 shard number. */
const MARK_ERASED: Statement = {
  name: 'mark_erased',
  text: `
    UPDATE shards SET erased_at = clock_timestamp() WHERE partner_id = $1 AND batch_id = $2 AND shard_no = $3`,
};

/** A payload without the items that were to be erased, and which these are. */
export interface Erased {
  readonly payload: EncodedPayload;
  readonly indexes: readonly number[];
}

/**
 * Erases items of a decided shard: their texts out of its payload, their keys and problems out of the results.
 * @param erase what makes the new payload of the present one; null where nothing is to be erased any more
 * @returns the indexes of the items
 */
export async function eraseItems(
  transaction: Transaction,
  partnerId: string,
  { batchId, shardNo, acceptedOn }: SearchedShard,
  problem: Problem,
  erase: (payload: EncodedPayload) => Promise<Erased | null>,
): Promise<readonly number[]> {
  const shard = [partnerId, batchId, shardNo];
  const locked = await transaction.query(LOCK_SHARD, shard);
  if (locked.length === 0) throw new Error(`shard ${shardNo} of batch ${batchId} is not decided`);
  const [stored] = await transaction.query<{ encoding: number; payload: Buffer }>(SELECT_PAYLOAD, [
    ...shard,
    acceptedOn,
  ]);
  // Retention may have been faster.
  const erased = stored && (await erase({ encoding: stored.encoding, bytes: stored.payload }));
  if (!erased) return [];
  const { payload, indexes } = erased;
  await transaction.query(REPLACE_PAYLOAD, [...shard, acceptedOn, payload.encoding, payload.bytes]);
  const problems = JSON.stringify([problem]);
  await transaction.query(CLEAR_RESULTS, [partnerId, batchId, acceptedOn, indexes, problems]);
  await transaction.query(MARK_ERASED, shard);
  return indexes;
}
