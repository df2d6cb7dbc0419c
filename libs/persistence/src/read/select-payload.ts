import { type EncodedPayload } from '../accept/store-batch';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type ShardId } from '../decide/claim-shard';

/** On its own, so that accepted_on is a value to prune partitions by. $1 batch id, $2 shard number, $3 accepted_on. */
const SELECT_PAYLOAD: Statement = {
  name: 'select_payload',
  text: `
    SELECT encoding, payload FROM shard_payloads
    WHERE batch_id = $1 AND shard_no = $2 AND accepted_on = $3`,
};

/** The stored payload of one shard, or null where it is gone. */
export async function selectPayload(
  transaction: Transaction,
  shard: ShardId & { readonly acceptedOn: string },
): Promise<EncodedPayload | null> {
  const [row] = await transaction.query<{ encoding: number; payload: Buffer }>(SELECT_PAYLOAD, [
    shard.batchId,
    shard.shardNo,
    shard.acceptedOn,
  ]);
  return row === undefined ? null : { encoding: row.encoding, bytes: row.payload };
}
