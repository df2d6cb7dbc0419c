import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type StateCounts } from '../decide/finish-shard';
import { idFrom } from './ids-of-times';

/** What volumes may be asked of, in seconds: null for the newest batches, whatever time these span. */
export const VOLUME_PERIODS_S = { newest: null, hour: 3_600, day: 86_400, week: 604_800 } as const;

export type VolumePeriod = keyof typeof VOLUME_PERIODS_S;

/** Partners differ by orders of magnitude: so many batches are read, the newest first, however many there are. */
const NEWEST_BATCHES = 1_000;
const MOST_BATCHES = 10_000;
/** Parts of the time: enough to see a day's ups and downs, and each wide enough on a phone. */
const SLICES = 48;

/** What became of the batches of one part of the time. */
export interface VolumeSlice {
  readonly from: Date;
  readonly batches: number;
  readonly items: number;
  readonly counts: StateCounts;
}

/** What a partner has sent. */
export interface Volumes {
  /** From the beginning of the time until now in parts of the same length; none where nothing was sent. */
  readonly slices: readonly VolumeSlice[];
  /** Whether as many batches were read as may be: the time begins with the oldest of them, and there may be others before it. */
  readonly bounded: boolean;
}

/** When the time of $4 begins. */
const BEGINNING = `now() - $4::int * interval '1 second'`;

/**
 * Along the primary keys of batches and shards, where a time is an id first: that alone bounds what is read. Times without anything are filled
 * in at last, since that join has no index. $1 partner id, $2 most batches, $3 slices, $4 seconds or null.
 */
const SELECT_VOLUMES: Statement = {
  name: 'select_volumes',
  text: `
    WITH newest AS (
      SELECT id, item_count, created_at FROM (
        SELECT id, item_count, created_at FROM batches WHERE partner_id = $1 AND id >= ${idFrom(BEGINNING)} ORDER BY id DESC LIMIT $2
      ) AS near WHERE $4::int IS NULL OR created_at >= ${BEGINNING}
    ), counted AS (
      SELECT count(*) = $2 AS bounded, CASE WHEN $4::int IS NULL OR count(*) = $2 THEN min(created_at) ELSE ${BEGINNING} END AS since
      FROM newest HAVING count(*) > 0
    ), span AS (
      SELECT bounded, since, greatest(now() - since, interval '1 second') / $3::int AS step FROM counted
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
    SELECT bounded, since + slice * step AS "from", coalesce(batches, 0)::int AS batches, coalesce(items, 0)::float8 AS items,
      coalesce(completed, 0)::float8 AS completed, coalesce(duplicate, 0)::float8 AS duplicate,
      coalesce(conflict, 0)::float8 AS conflict, coalesce(failed, 0)::float8 AS failed
    FROM span CROSS JOIN generate_series(0, $3::int - 1) AS slice LEFT JOIN summed USING (slice)
    ORDER BY slice`,
};

interface SliceRow extends Record<string, unknown> {
  readonly bounded: boolean;
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

  /** @param period how far back: what is read is bounded, whatever it is */
  async of(partnerId: string, period: VolumePeriod): Promise<Volumes> {
    const most = period === 'newest' ? NEWEST_BATCHES : MOST_BATCHES;
    const rows = await this.path.transaction((transaction) =>
      transaction.query<SliceRow>(SELECT_VOLUMES, [partnerId, most, SLICES, VOLUME_PERIODS_S[period]]),
    );
    const slices = rows.map(({ from, batches, items, completed, duplicate, conflict, failed }) => ({
      from,
      batches,
      items,
      counts: { Completed: completed, Duplicate: duplicate, Conflict: conflict, Failed: failed },
    }));
    return { slices, bounded: rows[0]?.bounded ?? false };
  }
}
