import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';

/** So many shards of a partner are counted; whoever has more, has a great backlog. */
const MOST_SHARDS_COUNTED = 2_000;

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
}

/**
 * For each partner the first undecided shards, by shards_undecided; batches are decided about in the order of their ids, and so the first
 * one is the oldest. $1 most shards of a partner.
 */
const SELECT_BACKLOG: Statement = {
  name: 'select_backlog',
  text: `
    SELECT p.client_id, p.name, b.items::float8 AS items, b.shards::int AS shards, o.created_at AS oldest_since
    FROM partners p CROSS JOIN LATERAL (
      SELECT sum(item_count) AS items, count(*) AS shards, min(batch_id) AS first_batch FROM (
        SELECT item_count, batch_id FROM shards WHERE partner_id = p.id AND decided_at IS NULL
        ORDER BY partner_id, batch_id, shard_no LIMIT $1
      ) AS first
    ) AS b JOIN LATERAL (
      SELECT created_at FROM batches WHERE partner_id = p.id AND id = b.first_batch LIMIT 1
    ) AS o ON true
    ORDER BY o.created_at, p.client_id`,
};

interface BacklogRow extends Record<string, unknown> {
  readonly client_id: string;
  readonly name: string;
  readonly items: number;
  readonly shards: number;
  readonly oldest_since: Date;
}

/** What waits to be decided. */
@Injectable()
export class ReadBacklog {
  constructor(private readonly path: DashboardPath) {}

  /** The partners that have something waiting, the one first that waits longest. */
  async byPartner(): Promise<readonly PartnerBacklog[]> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<BacklogRow>(SELECT_BACKLOG, [MOST_SHARDS_COUNTED]),
    );
    return rows.map((row) => ({
      clientId: row.client_id,
      name: row.name,
      items: row.items,
      shards: row.shards,
      more: row.shards === MOST_SHARDS_COUNTED,
      oldestSince: row.oldest_since,
    }));
  }
}
