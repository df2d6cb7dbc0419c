import { type EncodedPayload } from '../accept/store-batch';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type ShardId } from '../decide/claim-shard';

/** Payloads of one answer: a shard's is 4 MiB at the most, unpacked. */
const SHARDS_AT_A_TIME = 16;

/** Where a search through a partner's payloads has come to: behind this shard. */
export type SearchedUpTo = ShardId;
export const BEFORE_ALL: SearchedUpTo = { batchId: '0', shardNo: 0 };

/** A shard whose payload is still there. */
export interface SearchedShard extends ShardId {
  readonly acceptedOn: string;
  readonly firstIndex: number;
  readonly itemCount: number;
  /** The batch's public id. */
  readonly statusCheckId: string;
  readonly payload: EncodedPayload;
}

/** Along the primary keys of the partitions. $1 partner, $2 batch and $3 shard to go on behind, $4 last batch, $5 most. */
const SELECT_PAYLOADS: Statement = {
  name: 'payloads_to_search',
  text: `
    SELECT p.batch_id, p.shard_no, p.accepted_on::text, p.encoding, p.payload, s.first_index, s.item_count, b.status_check_id
    FROM (
      SELECT * FROM shard_payloads
      WHERE partner_id = $1 AND (batch_id, shard_no) > ($2, $3) AND batch_id <= $4
      ORDER BY batch_id, shard_no LIMIT $5
    ) AS p
    JOIN shards s ON s.partner_id = p.partner_id AND s.batch_id = p.batch_id AND s.shard_no = p.shard_no
    JOIN batches b ON b.partner_id = p.partner_id AND b.id = p.batch_id
    ORDER BY p.batch_id, p.shard_no`,
};

/** $1 partner, $2 batch and $3 shard to begin behind, $4 last batch. */
const COUNT_PAYLOADS: Statement = {
  name: 'count_payloads_to_search',
  text: `
    SELECT count(*)::int AS shards FROM shard_payloads
    WHERE partner_id = $1 AND (batch_id, shard_no) > ($2, $3) AND batch_id <= $4`,
};

/** $1 partner. */
const LAST_BATCH: Statement = {
  name: 'last_batch_of_partner',
  text: 'SELECT coalesce(max(id), 0)::text AS id FROM batches WHERE partner_id = $1',
};

/** $1 partner, $2 batch. */
const IS_UNDECIDED: Statement = {
  name: 'is_batch_undecided',
  text: `
    SELECT EXISTS (
      SELECT FROM shards WHERE partner_id = $1 AND batch_id = $2 AND decided_at IS NULL
    ) AS undecided`,
};

interface PayloadRow extends Record<string, unknown> {
  readonly batch_id: string;
  readonly shard_no: number;
  readonly accepted_on: string;
  readonly encoding: number;
  readonly payload: Buffer;
  readonly first_index: number;
  readonly item_count: number;
  readonly status_check_id: string;
}

/** The next shards of a partner whose payloads are there, in order; none at the end. */
export async function payloadsToSearch(
  transaction: Transaction,
  partnerId: string,
  behind: SearchedUpTo,
  lastBatchId: string,
): Promise<readonly SearchedShard[]> {
  const values = [partnerId, behind.batchId, behind.shardNo, lastBatchId, SHARDS_AT_A_TIME];
  const rows = await transaction.query<PayloadRow>(SELECT_PAYLOADS, values);
  return rows.map((row) => ({
    batchId: row.batch_id,
    shardNo: row.shard_no,
    acceptedOn: row.accepted_on,
    firstIndex: row.first_index,
    itemCount: row.item_count,
    statusCheckId: row.status_check_id,
    payload: { encoding: row.encoding, bytes: row.payload },
  }));
}

/** How many shards a search has to look at. */
export async function countPayloadsToSearch(
  transaction: Transaction,
  partnerId: string,
  { behind, lastBatchId }: { readonly behind: SearchedUpTo; readonly lastBatchId: string },
): Promise<number> {
  const values = [partnerId, behind.batchId, behind.shardNo, lastBatchId];
  const [row] = await transaction.query<{ shards: number }>(COUNT_PAYLOADS, values);
  return row?.shards ?? 0;
}

/** The id of the batch that a partner sent last; 0 without one. */
export async function lastBatchOf(transaction: Transaction, partnerId: string): Promise<string> {
  const [row] = await transaction.query<{ id: string }>(LAST_BATCH, [partnerId]);
  return row?.id ?? '0';
}

/** Whether anything of a batch is still to be decided. */
export async function isBatchUndecided(
  transaction: Transaction,
  partnerId: string,
  batchId: string,
): Promise<boolean> {
  const [row] = await transaction.query<{ undecided: boolean }>(IS_UNDECIDED, [partnerId, batchId]);
  return row?.undecided ?? false;
}
