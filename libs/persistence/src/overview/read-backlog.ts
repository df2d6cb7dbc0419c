import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { LAST_MOVED } from '../release/last-moved';

/** So many shards of a partner are counted; whoever has more, has a great backlog. */
const MOST_SHARDS_COUNTED = 2_000;

/** Whoever does not move for so long is stalled; the same as of the alert PartnerStalled, in deploy/prometheus/alerts.yml. */
export const STALLED_AFTER_S = 180;

/** What of one partner waits to be decided. */
export interface PartnerBacklog {
  readonly clientId: string;
  readonly name: string;
  readonly items: number;
  readonly shards: number;
  /** Whether there is more than was counted. */
  readonly more: boolean;
  /** When the batch was accepted that has waited longest. */
  readonly oldestSince: Date;
  /** Since when nothing before its first waiting shard has been decided; no earlier than its batch was accepted. */
  readonly unmovedSince: Date;
  /** Whether that is longer than STALLED_AFTER_S. */
  readonly stalled: boolean;
}

/**
 * For each partner the first undecided shards, by shards_undecided; batches are decided about in the order of their ids, and so the first
 * one is the oldest. Those that are stalled come first, the one first that has been for longest. $1 most shards of a partner, $2 STALLED_AFTER_S.
 */
const SELECT_BACKLOG: Statement = {
  name: 'select_backlog',
  text: `
    SELECT w.client_id, w.name, w.items::float8 AS items, w.shards::int AS shards, w.oldest_since, w.unmoved_since, w.stalled
    FROM (
      SELECT p.client_id, p.name, c.items, c.shards, f.created_at AS oldest_since, last.at AS unmoved_since,
        last.at < now() - $2::int * interval '1 second' AS stalled
      FROM partners p CROSS JOIN LATERAL (
        SELECT s.partner_id, s.batch_id, s.shard_no, b.created_at FROM (
          SELECT partner_id, batch_id, shard_no FROM shards WHERE partner_id = p.id AND decided_at IS NULL
          ORDER BY partner_id, batch_id, shard_no LIMIT 1
        ) AS s JOIN LATERAL (
          SELECT created_at FROM batches WHERE partner_id = s.partner_id AND id = s.batch_id LIMIT 1
        ) AS b ON true
      ) AS f CROSS JOIN LATERAL (
        SELECT sum(item_count) AS items, count(*) AS shards FROM (
          SELECT item_count FROM shards WHERE partner_id = p.id AND decided_at IS NULL
          ORDER BY partner_id, batch_id, shard_no LIMIT $1
        ) AS counted
      ) AS c CROSS JOIN LATERAL (${LAST_MOVED}) AS last
    ) AS w
    ORDER BY w.stalled DESC, CASE WHEN w.stalled THEN w.unmoved_since ELSE w.oldest_since END, w.client_id`,
};

interface BacklogRow extends Record<string, unknown> {
  readonly client_id: string;
  readonly name: string;
  readonly items: number;
  readonly shards: number;
  readonly oldest_since: Date;
  readonly unmoved_since: Date;
  readonly stalled: boolean;
}

/** What waits to be decided. */
@Injectable()
export class ReadBacklog {
  constructor(private readonly path: DashboardPath) {}

  /** The partners that have something waiting: first those that are stalled, then the one that waits longest. */
  async byPartner(): Promise<readonly PartnerBacklog[]> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<BacklogRow>(SELECT_BACKLOG, [MOST_SHARDS_COUNTED, STALLED_AFTER_S]),
    );
    return rows.map((row) => ({
      clientId: row.client_id,
      name: row.name,
      items: row.items,
      shards: row.shards,
      more: row.shards === MOST_SHARDS_COUNTED,
      oldestSince: row.oldest_since,
      unmovedSince: row.unmoved_since,
      stalled: row.stalled,
    }));
  }
}
