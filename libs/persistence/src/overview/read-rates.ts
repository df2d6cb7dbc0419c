import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';

/** What a moment of the overview is the sum of. */
export const RATE_BUCKET_S = 10;

/** Sums over RATE_BUCKET_S seconds. */
export interface RateBucket {
  /** Unix time of its beginning, in seconds. */
  readonly atS: number;
  /** Items of batches that were accepted. */
  readonly accepted: number;
  /** Items that were decided, by state. */
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
}

/**
 * By shards_decided and batches_newest, from the given moment to their right ends: what it costs depends on what has happened since then
 * alone. $1 since when, $2 seconds of a bucket.
 */
const SELECT_RATES: Statement = {
  name: 'select_rates',
  text: `
    WITH decided AS (
      SELECT floor(extract(epoch FROM decided_at) / $2) * $2 AS at, sum(completed) AS completed,
        sum(duplicate) AS duplicate, sum(conflict) AS conflict, sum(failed) AS failed
      FROM shards WHERE decided_at >= $1 GROUP BY 1
    ), accepted AS (
      SELECT floor(extract(epoch FROM created_at) / $2) * $2 AS at, sum(item_count) AS accepted
      FROM batches WHERE created_at >= $1 GROUP BY 1
    )
    SELECT coalesce(d.at, a.at)::float8 AS at, coalesce(a.accepted, 0)::float8 AS accepted,
      coalesce(d.completed, 0)::float8 AS completed, coalesce(d.duplicate, 0)::float8 AS duplicate,
      coalesce(d.conflict, 0)::float8 AS conflict, coalesce(d.failed, 0)::float8 AS failed
    FROM decided d FULL JOIN accepted a ON a.at = d.at
    ORDER BY 1`,
};

interface RateRow extends Omit<RateBucket, 'atS'>, Record<string, unknown> {
  readonly at: number;
}

/** How much was accepted and decided lately. */
@Injectable()
export class ReadRates {
  constructor(private readonly path: DashboardPath) {}

  /** The buckets from `since` on in which something happened, in order. The first one is whole where `since` begins a bucket. */
  async since(since: Date): Promise<readonly RateBucket[]> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<RateRow>(SELECT_RATES, [since, RATE_BUCKET_S]),
    );
    return rows.map(({ at, accepted, completed, duplicate, conflict, failed }) => ({
      atS: at,
      accepted,
      completed,
      duplicate,
      conflict,
      failed,
    }));
  }
}
