import { type RecordKindName } from '@app/domain';
import { type EncodedPayload } from '../accept/store-batch';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** Which shard of which batch. Ids are PostgreSQL's, as decimal text. */
export interface ShardId {
  readonly batchId: string;
  readonly shardNo: number;
}

/** A shard whose row this transaction holds, locked or just inserted: nobody else decides it meanwhile. */
export interface DecidableShard extends ShardId {
  readonly recordKind: RecordKindName;
  /** The UTC day of acceptance, `2026-01-31`: the partition of its payload and results. */
  readonly acceptedOn: string;
}

/** A shard that was stored earlier, with what deciding it takes. */
export interface ClaimedShard extends DecidableShard {
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly attempts: number;
  /** Milliseconds since its batch was accepted, by PostgreSQL's clock. */
  readonly waitedMs: number;
  /** ISO 4217: the currency agreed with the partner. */
  readonly currency: string;
  /** The batch's public id. */
  readonly statusCheckId: string;
  /** The span that accepted the batch, as W3C `traceparent`; null where nobody traced it. */
  readonly traceContext: string | null;
  readonly payload: EncodedPayload;
}

/**
 * Locks the shard's row if it is undecided and free; no row otherwise, without waiting. A redelivered or concurrent job thus
 * finds nothing to do. The payload comes along from the one partition that the row names. $1 batch id, $2 shard number.
 */
export const CLAIM_SHARD: Statement = {
  name: 'claim_shard',
  text: `
    SELECT s.record_kind, s.accepted_on::text, s.first_index, s.item_count, s.attempts, p.currency, b.status_check_id, b.trace_context,
      extract(epoch FROM clock_timestamp() - b.created_at)::float8 AS waited_s,
      stored.encoding, stored.payload
    FROM shards s
    JOIN partners p ON p.id = s.partner_id
    JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id
    LEFT JOIN shard_payloads stored ON stored.partner_id = s.partner_id AND stored.batch_id = s.batch_id
      AND stored.shard_no = s.shard_no AND stored.accepted_on = s.accepted_on
    WHERE s.batch_id = $1 AND s.shard_no = $2 AND s.decided_at IS NULL
    FOR UPDATE OF s SKIP LOCKED`,
};

interface ClaimedRow {
  readonly record_kind: RecordKindName;
  readonly accepted_on: string;
  readonly first_index: number;
  readonly item_count: number;
  readonly attempts: number;
  readonly waited_s: number;
  readonly currency: string;
  readonly status_check_id: string;
  readonly trace_context: string | null;
  readonly encoding: number | null;
  readonly payload: Buffer | null;
}

/** The first statement of every decision. Null when the shard is decided, or being decided, or not this partner's. */
export async function claimShard(transaction: Transaction, shard: ShardId): Promise<ClaimedShard | null> {
  const [row] = await transaction.query<ClaimedRow & Record<string, unknown>>(CLAIM_SHARD, [
    shard.batchId,
    shard.shardNo,
  ]);
  if (row === undefined) return null;
  const { encoding, payload } = row;
  if (encoding === null || payload === null) {
    throw new Error(`shard ${shard.shardNo} of batch ${shard.batchId} has no payload`);
  }
  return {
    ...shard,
    recordKind: row.record_kind,
    acceptedOn: row.accepted_on,
    firstIndex: row.first_index,
    itemCount: row.item_count,
    attempts: row.attempts,
    waitedMs: row.waited_s * 1000,
    currency: row.currency,
    statusCheckId: row.status_check_id,
    traceContext: row.trace_context,
    payload: { encoding, bytes: payload },
  };
}
