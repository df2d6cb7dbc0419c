import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';
import { LAST_MOVED } from './last-moved';

/** A larger backlog is counted no further: the number is for people and alerts, and takes as many index entries to count. */
const MOST_SHARDS = 100_000;

/**
 * The oldest batch of each partner is its first undecided one: ids are given in the order of acceptance. Its first shard, and when the
 * partner last moved, are looked up by the primary key, a few rows for each partner that waits. $1 most shards.
 */
const READ_BACKLOG: Statement = {
  name: 'read_backlog',
  text: `
    WITH waiting AS (
      SELECT partner_id, batch_id, item_count FROM shards WHERE decided_at IS NULL LIMIT $1
    ), first AS (
      SELECT w.partner_id, w.id AS batch_id, b.created_at, s.shard_no
      FROM (SELECT partner_id, min(batch_id) AS id FROM waiting GROUP BY partner_id) AS w
      JOIN batches b ON b.partner_id = w.partner_id AND b.id = w.id
      CROSS JOIN LATERAL (
        SELECT shard_no FROM shards
        WHERE partner_id = w.partner_id AND batch_id = w.id AND decided_at IS NULL ORDER BY shard_no LIMIT 1
      ) AS s
    ), moved AS (
      SELECT f.created_at, last.at FROM first f CROSS JOIN LATERAL (${LAST_MOVED}) AS last
    )
    SELECT count(*)::int AS shards, coalesce(sum(item_count), 0)::int AS items, count(DISTINCT partner_id)::int AS partners,
      coalesce(extract(epoch FROM now() - (SELECT min(created_at) FROM moved)), 0)::float8 AS oldest_s,
      coalesce(greatest(extract(epoch FROM now() - (SELECT min(at) FROM moved)), 0), 0)::float8 AS stalled_s
    FROM waiting`,
};

/** What waits to be decided, of all partners together. */
export interface BacklogNow {
  readonly shards: number;
  readonly items: number;
  readonly partners: number;
  /** Age of the oldest batch in seconds; 0 without one. */
  readonly oldestS: number;
  /** The longest time for which the first undecided shard of a partner has been its first, in seconds; 0 without one. */
  readonly stalledS: number;
}

interface BacklogRow extends Record<string, unknown> {
  readonly shards: number;
  readonly items: number;
  readonly partners: number;
  readonly oldest_s: number;
  readonly stalled_s: number;
}

/** Looks at what waits. */
@Injectable()
export class Backlog {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  async read(): Promise<BacklogNow> {
    const [row] = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<BacklogRow>(READ_BACKLOG, [MOST_SHARDS]),
    );
    if (row === undefined) throw new Error('counting gives one row');
    const { shards, items, partners, oldest_s: oldestS, stalled_s: stalledS } = row;
    return { shards, items, partners, oldestS, stalledS };
  }
}
