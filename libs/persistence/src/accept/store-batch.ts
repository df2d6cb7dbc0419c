import { Injectable } from '@nestjs/common';
import { type RecordKindName } from '@app/domain';
import { PartnerPath } from '../connections/partner-path';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { claimIdempotencyKey, type EarlierUse, type IdempotentRequest } from './claim-idempotency-key';

/** One shard as it is stored: where it stands in the batch, and its encoded payload. */
export interface NewShard {
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly payload: EncodedPayload;
}

/** A payload's bytes and how they are encoded: see libs/intake, payload. */
export interface EncodedPayload {
  readonly encoding: number;
  readonly bytes: Buffer;
}

export interface NewBatch {
  readonly partnerId: string;
  readonly statusCheckId: string;
  readonly recordKind: RecordKindName;
  readonly itemCount: number;
  readonly shards: readonly NewShard[];
  /** The span that accepts it, as W3C `traceparent`, for those who release and decide it; null while nobody traces. */
  readonly traceContext: string | null;
  readonly idempotency?: IdempotentRequest;
}

/**
 * Batch row, all shard heads and the first shard's payload in one statement, so that a batch of one shard is one round trip.
 * $1 status_check_id, $2 kind, $3 item count, $4 first indexes, $5 item counts, $6 encoding, $7 payload, $8 trace context.
 */
const INSERT_BATCH: Statement = {
  name: 'insert_batch',
  text: `
    WITH batch AS (
      INSERT INTO batches (status_check_id, record_kind, item_count, trace_context) VALUES ($1, $2, $3, $8)
      RETURNING id, record_kind, accepted_on
    ), heads AS (
      INSERT INTO shards (batch_id, shard_no, first_index, item_count, record_kind, accepted_on)
      SELECT batch.id, shard.position - 1, shard.first_index, shard.item_count, batch.record_kind, batch.accepted_on
      FROM batch, unnest($4::int[], $5::int[]) WITH ORDINALITY AS shard (first_index, item_count, position)
    )
    INSERT INTO shard_payloads (batch_id, shard_no, accepted_on, encoding, payload)
    SELECT batch.id, 0, batch.accepted_on, $6, $7 FROM batch
    RETURNING batch_id, accepted_on::text, now() AS created_at`,
};

/** $1 batch id, $2 shard number, $3 accepted_on, $4 encoding, $5 payload. */
const INSERT_PAYLOAD: Statement = {
  name: 'insert_payload',
  text: `INSERT INTO shard_payloads (batch_id, shard_no, accepted_on, encoding, payload) VALUES ($1, $2, $3, $4, $5)`,
};

/** What PostgreSQL gave a batch. */
export interface StoredBatch {
  readonly batchId: string;
  readonly acceptedOn: string;
  readonly createdAt: Date;
}

/** Stores a batch durably: all of it or, when anything fails, nothing. */
@Injectable()
export class StoreBatch {
  constructor(private readonly partnerPath: PartnerPath) {}

  /**
   * @returns null once the batch is committed, or how its idempotency key was used before; nothing is stored then
   * @throws IdempotencyKeyBusy when another request with this key is still under way after the wait
   */
  async store(batch: NewBatch): Promise<EarlierUse | null> {
    return this.partnerPath.transaction(batch.partnerId, async (transaction) => {
      const earlier = await claimIdempotencyKey(transaction, batch);
      if (earlier !== null) return earlier;
      const inserted = insertBatch(transaction, batch);
      const others = batch.shards.slice(1);
      // The batch of one shard, which most are, commits in the round trip of its only statement.
      if (others.length === 0) await transaction.commit(inserted);
      else await transaction.commit(...insertPayloads(transaction, await inserted, others));
      return null;
    });
  }
}

/** Inserts the batch, its shard heads and its first shard's payload. */
export async function insertBatch(transaction: Transaction, batch: NewBatch): Promise<StoredBatch> {
  const [first] = batch.shards;
  if (first === undefined) throw new Error('a batch has at least one shard');
  const [row] = await transaction.query<{ batch_id: string; accepted_on: string; created_at: Date }>(
    INSERT_BATCH,
    [
      batch.statusCheckId,
      batch.recordKind,
      batch.itemCount,
      batch.shards.map((shard) => shard.firstIndex),
      batch.shards.map((shard) => shard.itemCount),
      first.payload.encoding,
      first.payload.bytes,
      batch.traceContext,
    ],
  );
  if (row === undefined) throw new Error('the batch was not inserted');
  return { batchId: row.batch_id, acceptedOn: row.accepted_on, createdAt: row.created_at };
}

/** Inserts the payloads of the second shard and those behind it. */
function insertPayloads(
  transaction: Transaction,
  { batchId, acceptedOn }: StoredBatch,
  shards: readonly NewShard[],
): Promise<unknown>[] {
  return shards.map(({ payload }, position) =>
    transaction.query(INSERT_PAYLOAD, [batchId, position + 1, acceptedOn, payload.encoding, payload.bytes]),
  );
}
