import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type BatchSummary, SHARD_SUMS, SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './batch-summary';

/** A shard as its timeline shows it. */
export interface InspectedShard {
  readonly shardNo: number;
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly attempts: number;
  readonly releasedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** A batch with its shards, as of one moment. */
export interface InspectedBatch extends BatchSummary {
  /** UTC day, by which its payload and results are partitioned. */
  readonly acceptedOn: string;
  /** Whether retention has deleted what was sent, and soon will have deleted why items ended as they did. */
  readonly expired: boolean;
  readonly timeline: readonly InspectedShard[];
}

const SELECT = `
  SELECT ${SUMMARY_COLUMNS}, b.accepted_on::text,
    NOT EXISTS (
      SELECT FROM shard_payloads WHERE partner_id = b.partner_id AND batch_id = b.id AND accepted_on = b.accepted_on
    ) AS expired,
    (SELECT json_agg(json_build_array(shard_no, first_index, item_count, attempts,
       extract(epoch FROM released_at) * 1000, extract(epoch FROM decided_at) * 1000) ORDER BY shard_no)
     FROM shards WHERE partner_id = b.partner_id AND batch_id = b.id) AS timeline
  FROM batches b JOIN partners p ON p.id = b.partner_id CROSS JOIN LATERAL (${SHARD_SUMS}) AS s`;

/** $1 client_id, $2 status_check_id. */
const BY_NAME: Statement = {
  name: 'inspect_batch_by_name',
  text: `${SELECT} WHERE b.partner_id = (SELECT id FROM partners WHERE client_id = $1) AND b.status_check_id = $2`,
};

/** $1 partner id, $2 batch id. */
const BY_ID: Statement = {
  name: 'inspect_batch_by_id',
  text: `${SELECT} WHERE b.partner_id = $1 AND b.id = $2`,
};

type TimelineEntry = readonly [number, number, number, number, number | null, number | null];

interface InspectedRow extends SummaryRow {
  readonly accepted_on: string;
  readonly expired: boolean;
  readonly timeline: readonly TimelineEntry[] | null;
}

/** Reads one batch and its shards. */
@Injectable()
export class InspectBatch {
  constructor(private readonly path: DashboardPath) {}

  /** By the names that partners know it by; null where there is none. @param statusCheckId a UUID */
  byName(clientId: string, statusCheckId: string): Promise<InspectedBatch | null> {
    return this.read(BY_NAME, [clientId, statusCheckId]);
  }

  /** By the ids that a job has; null where there is none. */
  byId(partnerId: string, batchId: string): Promise<InspectedBatch | null> {
    return this.read(BY_ID, [partnerId, batchId]);
  }

  private async read(statement: Statement, values: readonly string[]): Promise<InspectedBatch | null> {
    const [row] = await this.path.transaction((transaction) =>
      transaction.query<InspectedRow>(statement, values),
    );
    if (row === undefined) return null;
    const { accepted_on: acceptedOn, expired, timeline } = row;
    return { ...summaryOf(row), acceptedOn, expired, timeline: (timeline ?? []).map(shardOf) };
  }
}

function shardOf([
  shardNo,
  firstIndex,
  itemCount,
  attempts,
  releasedMs,
  decidedMs,
]: TimelineEntry): InspectedShard {
  const moment = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
  return {
    shardNo,
    firstIndex,
    itemCount,
    attempts,
    releasedAt: moment(releasedMs),
    decidedAt: moment(decidedMs),
  };
}
