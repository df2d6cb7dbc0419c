import { Injectable } from '@nestjs/common';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type BatchSummary, SHARD_SUMS, SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './batch-summary';
import { type BatchFilter, EARLIEST, LATEST } from './list-batches';

/** What a batch was found by. */
export type FoundBy = 'status_check_id' | 'idempotency key' | 'client key' | 'claim key';

/** A batch that goes by a name, and the item that has it. */
export interface FoundBatch {
  readonly batch: BatchSummary;
  readonly by: FoundBy;
  readonly itemIndex: number | null;
}

/** Bounds what one search costs where many partners use the same key. */
const MOST_FOUND = 50;

/**
 * Every index begins with the partner, so that each partner is asked, by its own short search; the LIMITs keep PostgreSQL from reading all
 * batches of a partner first. A key of an item is that of the record that was
 * saved from it; results have no index of keys, which would cost every decision. $1 the name, $2 the same as a UUID or null, $3 most, $4 partner
 * id or null, $5 from, $6 to, $7 state of at least one item, or null.
 */
const FIND: Statement = {
  name: 'find_batches',
  text: `
    SELECT ${SUMMARY_COLUMNS}, f.found_by, f.item_index
    FROM partners p CROSS JOIN LATERAL (
      SELECT id AS batch_id, 'status_check_id' AS found_by, NULL::int AS item_index FROM batches
        WHERE partner_id = p.id AND status_check_id = $2::uuid
      UNION ALL
      SELECT k.id, 'idempotency key', NULL FROM idempotency_keys i JOIN LATERAL (
        SELECT id FROM batches WHERE partner_id = p.id AND status_check_id = i.status_check_id LIMIT 1
      ) AS k ON true WHERE i.partner_id = p.id AND i.idempotency_key = $1
      UNION ALL
      SELECT batch_id, 'client key', item_index FROM partner_clients WHERE partner_id = p.id AND partner_client_id = $1
      UNION ALL
      SELECT batch_id, 'claim key', item_index FROM revenue_claims WHERE partner_id = p.id AND unique_reference = $1
    ) AS f JOIN LATERAL (
      SELECT * FROM batches WHERE partner_id = p.id AND id = f.batch_id LIMIT 1
    ) AS b ON true CROSS JOIN LATERAL (${SHARD_SUMS}) AS s
    WHERE ($4::bigint IS NULL OR p.id = $4) AND b.created_at >= $5 AND b.created_at < $6 AND CASE $7::text
      WHEN 'Pending' THEN b.item_count > s.completed + s.duplicate + s.conflict + s.failed
      WHEN 'Completed' THEN s.completed > 0
      WHEN 'Duplicate' THEN s.duplicate > 0
      WHEN 'Conflict' THEN s.conflict > 0
      WHEN 'Failed' THEN s.failed > 0
      ELSE true END
    ORDER BY b.id DESC LIMIT $3`,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface FoundRow extends SummaryRow {
  readonly found_by: FoundBy;
  readonly item_index: number | null;
}

/** Finds batches by what somebody has at hand. */
@Injectable()
export class FindBatches {
  constructor(private readonly path: DashboardPath) {}

  /**
   * Batches that go by a name and are as wanted beside that.
   * @param name a status_check_id, an idempotency key, or the key of a saved client or claim; compared exactly
   */
  async named(name: string, { partnerId, state, from, to }: BatchFilter): Promise<readonly FoundBatch[]> {
    // PostgreSQL's text has no NUL.
    if (name.includes('\0')) return [];
    const rows = await this.path.transaction((transaction) =>
      transaction.query<FoundRow>(FIND, [
        name,
        UUID.test(name) ? name : null,
        MOST_FOUND,
        partnerId,
        from ?? EARLIEST,
        to ?? LATEST,
        state,
      ]),
    );
    return rows.map((row) => ({ batch: summaryOf(row), by: row.found_by, itemIndex: row.item_index }));
  }
}
