import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type StateCounts } from '../decide/finish-shard';

/** Partners differ by orders of magnitude: figures are those of the newest batches, whatever time these span. */
const NEWEST_BATCHES = 1_000;
/** Parts of that time: enough to see a day's ups and downs, and each wide enough on a phone. */
const SLICES = 48;

/** What became of the batches of one part of the time. */
export interface VolumeSlice {
  readonly from: Date;
  readonly batches: number;
  readonly items: number;
  readonly counts: StateCounts;
}

/** A partner's newest batches, from the oldest of them until now in parts of the same length; none where it has sent nothing. */
export type Volumes = readonly VolumeSlice[];

/** Along the primary keys of batches and shards; times without anything are filled in at last, since that join has no index. $1 partner id, $2 batches, $3 slices. */
const SELECT_VOLUMES: Statement = {
  name: 'select_volumes',
  text: `
    WITH newest AS (
      SELECT id, item_count, created_at FROM batches WHERE partner_id = $1 ORDER BY id DESC LIMIT $2
    ), span AS (
      SELECT min(created_at) AS since, greatest(now() - min(created_at), interval '1 second') / $3::int AS step
      FROM newest HAVING count(*) > 0
    ), summed AS (
      SELECT least($3::int - 1, floor(extract(epoch FROM b.created_at - since) / extract(epoch FROM step)))::int AS slice,
        count(*) AS batches, sum(item_count) AS items, sum(s.completed) AS completed, sum(s.duplicate) AS duplicate,
        sum(s.conflict) AS conflict, sum(s.failed) AS failed
      FROM span CROSS JOIN newest b CROSS JOIN LATERAL (
        SELECT sum(completed) AS completed, sum(duplicate) AS duplicate, sum(conflict) AS conflict, sum(failed) AS failed
        FROM shards WHERE partner_id = $1 AND batch_id = b.id
      ) AS s
      GROUP BY 1
    )
    SELECT since + slice * step AS "from", coalesce(batches, 0)::int AS batches, coalesce(items, 0)::float8 AS items,
      coalesce(completed, 0)::float8 AS completed, coalesce(duplicate, 0)::float8 AS duplicate,
      coalesce(conflict, 0)::float8 AS conflict, coalesce(failed, 0)::float8 AS failed
    FROM span CROSS JOIN generate_series(0, $3::int - 1) AS slice LEFT JOIN summed USING (slice)
    ORDER BY slice`,
};

interface SliceRow extends Record<string, unknown> {
  readonly from: Date;
  readonly batches: number;
  readonly items: number;
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
}

/** Sums what became of a partner's batches. */
@Injectable()
export class SumVolumes {
  constructor(private readonly path: DashboardPath) {}

  async of(partnerId: string): Promise<Volumes> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<SliceRow>(SELECT_VOLUMES, [partnerId, NEWEST_BATCHES, SLICES]),
    );
    return rows.map(({ from, batches, items, completed, duplicate, conflict, failed }) => ({
      from,
      batches,
      items,
      counts: { Completed: completed, Duplicate: duplicate, Conflict: conflict, Failed: failed },
    }));
  }
}
