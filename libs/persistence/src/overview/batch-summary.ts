import { type RecordKindName } from '@app/domain';
import { type StateCounts } from '../decide/finish-shard';

/** A batch as a line of a list. */
export interface BatchSummary {
  readonly partnerId: string;
  readonly clientId: string;
  readonly partnerName: string;
  readonly batchId: string;
  readonly statusCheckId: string;
  readonly recordKind: RecordKindName;
  readonly itemCount: number;
  readonly createdAt: Date;
  /** As PostgreSQL writes it, to the microsecond: where a list goes on behind this batch. */
  readonly createdAtText: string;
  readonly shards: number;
  readonly decidedShards: number;
  readonly counts: StateCounts;
  /** When its last shard so far was decided. */
  readonly lastDecidedAt: Date | null;
}

/** The columns of `SummaryRow`, of a batch `b`, its partner `p` and the sums over its shards `s`. */
export const SUMMARY_COLUMNS = `
  b.partner_id, p.client_id, p.name AS partner_name, b.id, b.status_check_id, b.record_kind::text, b.item_count, b.created_at,
  b.created_at::text AS created_at_text, s.*`;

/** Of a batch `b`, by the primary key of shards; a batch has few. */
export const SHARD_SUMS = `
  SELECT count(*)::int AS shards, count(decided_at)::int AS decided_shards, max(decided_at) AS last_decided_at,
    coalesce(sum(completed), 0)::int AS completed, coalesce(sum(duplicate), 0)::int AS duplicate,
    coalesce(sum(conflict), 0)::int AS conflict, coalesce(sum(failed), 0)::int AS failed
  FROM shards WHERE partner_id = b.partner_id AND batch_id = b.id`;

export interface SummaryRow extends Record<string, unknown> {
  readonly partner_id: string;
  readonly client_id: string;
  readonly partner_name: string;
  readonly id: string;
  readonly status_check_id: string;
  readonly record_kind: RecordKindName;
  readonly item_count: number;
  readonly created_at: Date;
  readonly created_at_text: string;
  readonly shards: number;
  readonly decided_shards: number;
  readonly last_decided_at: Date | null;
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
}

export function summaryOf(row: SummaryRow): BatchSummary {
  return {
    partnerId: row.partner_id,
    clientId: row.client_id,
    partnerName: row.partner_name,
    batchId: row.id,
    statusCheckId: row.status_check_id,
    recordKind: row.record_kind,
    itemCount: row.item_count,
    createdAt: row.created_at,
    createdAtText: row.created_at_text,
    shards: row.shards,
    decidedShards: row.decided_shards,
    counts: {
      Completed: row.completed,
      Duplicate: row.duplicate,
      Conflict: row.conflict,
      Failed: row.failed,
    },
    lastDecidedAt: row.last_decided_at,
  };
}
