import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** A larger backlog is counted no further: the number is for people and alerts, and takes as many index entries to count. */
const MOST_SHARDS = 100_000;

/** $1 most shards. The oldest batch of each partner is its first undecided one: ids are given in the order of acceptance. */
const READ_BACKLOG: Statement = {
  name: 'read_backlog',
  text: `
    WITH waiting AS (
      SELECT partner_id, batch_id, item_count FROM shards WHERE decided_at IS NULL LIMIT $1
    )
    SELECT count(*)::int AS shards, coalesce(sum(item_count), 0)::int AS items, count(DISTINCT partner_id)::int AS partners,
      coalesce(extract(epoch FROM now() - (
        SELECT min(b.created_at)
        FROM (SELECT partner_id, min(batch_id) AS id FROM waiting GROUP BY partner_id) AS first
        JOIN batches b ON b.partner_id = first.partner_id AND b.id = first.id
      )), 0)::float8 AS oldest_s
    FROM waiting`,
};

/** What waits to be decided, of all partners together. */
export interface BacklogNow {
  readonly shards: number;
  readonly items: number;
  readonly partners: number;
  /** Age of the oldest batch in seconds; 0 without one. */
  readonly oldestS: number;
}

/** Looks at what waits. */
@Injectable()
export class Backlog {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  async read(): Promise<BacklogNow> {
    const [row] = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<{ shards: number; items: number; partners: number; oldest_s: number }>(READ_BACKLOG, [
        MOST_SHARDS,
      ]),
    );
    if (row === undefined) throw new Error('counting gives one row');
    const { shards, items, partners, oldest_s: oldestS } = row;
    return { shards, items, partners, oldestS };
  }
}
