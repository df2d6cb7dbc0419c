import { Injectable } from '@nestjs/common';
import { type DecidedState } from '@app/domain';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type StateCounts } from '../decide/finish-shard';

/** Partners differ by orders of magnitude: figures are those of the newest batches, whatever time these span. */
const NEWEST_BATCHES = 1_000;
/** Results have to be read to find those with problems; a ranking needs no more of these. */
const READ_ITEMS = 50_000;
const ITEMS_WITH_PROBLEMS = 2_000;
const MOST_REASONS = 20;

/** What became of a partner's newest batches. */
export interface PartnerVolumes {
  readonly batches: number;
  readonly items: number;
  /** When the oldest of them was accepted; null without any. */
  readonly since: Date | null;
  readonly counts: StateCounts;
}

/** Why items were not saved, and how often. */
export interface RankedReason {
  readonly state: DecidedState;
  readonly code: string;
  readonly items: number;
}

/** $1 partner id, $2 batches. */
const SELECT_VOLUMES: Statement = {
  name: 'select_volumes',
  text: `
    SELECT count(*)::int AS batches, coalesce(sum(b.item_count), 0)::float8 AS items, min(b.created_at) AS since,
      coalesce(sum(s.completed), 0)::float8 AS completed, coalesce(sum(s.duplicate), 0)::float8 AS duplicate,
      coalesce(sum(s.conflict), 0)::float8 AS conflict, coalesce(sum(s.failed), 0)::float8 AS failed
    FROM (
      SELECT id, item_count, created_at FROM batches WHERE partner_id = $1 ORDER BY id DESC LIMIT $2
    ) AS b CROSS JOIN LATERAL (
      SELECT sum(completed) AS completed, sum(duplicate) AS duplicate, sum(conflict) AS conflict, sum(failed) AS failed
      FROM shards WHERE partner_id = $1 AND batch_id = b.id
    ) AS s`,
};

/**
 * Along the primary keys, from the newest batch on, until enough items with problems are found or enough items read. A problem's text begins
 * with its code; it is not read as an object, since a detail may quote what PostgreSQL's text cannot hold.
 * $1 partner id, $2 batches, $3 items to read, $4 items with problems, $5 reasons.
 */
const SELECT_REASONS: Statement = {
  name: 'select_reasons',
  text: `
    SELECT r.state::text, substring(problem::text FROM '^\\s*\\{\\s*"code"\\s*:\\s*"([a-z_]+)"') AS code,
      count(DISTINCT (r.batch_id, r.item_index))::int AS items
    FROM (
      SELECT c.id AS batch_id, i.state, i.item_index, i.problems
      FROM (
        SELECT id, accepted_on, item_count, sum(item_count) OVER (ORDER BY id DESC) AS so_far FROM (
          SELECT id, accepted_on, item_count FROM batches WHERE partner_id = $1 ORDER BY id DESC LIMIT $2
        ) AS newest
      ) AS c CROSS JOIN LATERAL (
        SELECT state, item_index, problems FROM item_results
        WHERE partner_id = $1 AND batch_id = c.id AND accepted_on = c.accepted_on AND problems IS NOT NULL
      ) AS i
      WHERE c.so_far - c.item_count < $3
      LIMIT $4
    ) AS r CROSS JOIN LATERAL json_array_elements(r.problems) AS problem
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $5`,
};

interface VolumesRow extends Record<string, unknown> {
  readonly batches: number;
  readonly items: number;
  readonly since: Date | null;
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
}

/** What the service does for one partner. */
@Injectable()
export class InspectPartner {
  constructor(private readonly path: DashboardPath) {}

  /** Sums over the newest batches. */
  async volumes(partnerId: string): Promise<PartnerVolumes> {
    const [row] = await this.path.transaction((transaction) =>
      transaction.query<VolumesRow>(SELECT_VOLUMES, [partnerId, NEWEST_BATCHES]),
    );
    if (row === undefined) throw new Error('a query of sums has one row');
    const { batches, items, since, completed, duplicate, conflict, failed } = row;
    return {
      batches,
      items,
      since,
      counts: { Completed: completed, Duplicate: duplicate, Conflict: conflict, Failed: failed },
    };
  }

  /** Why items of the newest batches were not saved, the most frequent reason first. */
  async reasons(partnerId: string): Promise<readonly RankedReason[]> {
    return this.path.transaction((transaction) =>
      transaction.query<RankedReason & Record<string, unknown>>(SELECT_REASONS, [
        partnerId,
        NEWEST_BATCHES,
        READ_ITEMS,
        ITEMS_WITH_PROBLEMS,
        MOST_REASONS,
      ]),
    );
  }
}
