import { type RecordKindName } from '@app/domain';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type BatchView, type ItemWindow, type ShardView } from './batch-view';

/** $1 status_check_id, $2 kinds. Heads never change, so that a second statement may rely on them. */
export const SELECT_HEAD: Statement = {
  name: 'select_head',
  text: `
    SELECT id, accepted_on::text, item_count, created_at FROM batches
    WHERE status_check_id = $1 AND record_kind = ANY ($2::record_kind[])`,
};

/**
 * Shard heads and item states in one statement, and so of one moment; a row for each shard. States travel as one letter each:
 * 100,000 items must not become 100,000 rows to parse. Results are looked at only within the window, which may be empty: heads alone
 * cost next to nothing. $1 batch id, $2 accepted_on, $3 first index of the window, $4 index behind its last.
 */
const SELECT_VIEW: Statement = {
  name: 'select_view',
  text: `
    SELECT s.shard_no, s.first_index, s.item_count, s.decided_at, s.erased_at, s.completed, s.duplicate, s.conflict, s.failed, w.first, w.behind,
      coalesce(r.states, '') AS states,
      CASE WHEN r.decided < w.behind - w.first THEN coalesce(r.indexes, '{}') END AS indexes,
      NOT EXISTS (
        SELECT FROM shard_payloads WHERE batch_id = $1 AND accepted_on = $2 AND shard_no = s.shard_no
      ) AS deleted
    FROM shards s CROSS JOIN LATERAL (
      SELECT least(greatest(s.first_index, $3), s.first_index + s.item_count) AS first,
        greatest(least(s.first_index + s.item_count, $4), s.first_index) AS behind
    ) AS w CROSS JOIN LATERAL (
      SELECT count(*) AS decided,
        string_agg(CASE state WHEN 'Completed' THEN 'C' WHEN 'Duplicate' THEN 'D' WHEN 'Conflict' THEN 'X' ELSE 'F' END, '' ORDER BY item_index) AS states,
        array_agg(item_index ORDER BY item_index) AS indexes
      FROM own_item_results
      WHERE batch_id = $1 AND accepted_on = $2
        AND item_index >= w.first AND item_index < w.behind
    ) AS r
    WHERE s.batch_id = $1
    ORDER BY s.shard_no`,
};

interface HeadRow extends Record<string, unknown> {
  readonly id: string;
  readonly accepted_on: string;
  readonly item_count: number;
  readonly created_at: Date;
}

interface ViewRow extends Record<string, unknown> {
  readonly shard_no: number;
  readonly first_index: number;
  readonly item_count: number;
  readonly decided_at: Date | null;
  readonly erased_at: Date | null;
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
  readonly first: number;
  readonly behind: number;
  readonly deleted: boolean;
  readonly states: string;
  readonly indexes: number[] | null;
}

/** The head of a batch as it will always be, or null where the transaction's partner has no such batch of these kinds. */
export async function selectHead(
  transaction: Transaction,
  statusCheckId: string,
  kinds: readonly RecordKindName[],
): Promise<Omit<BatchView, 'shards' | 'deleted'> | null> {
  const [head] = await transaction.query<HeadRow>(SELECT_HEAD, [statusCheckId, kinds]);
  if (head === undefined) return null;
  return {
    batchId: head.id,
    statusCheckId,
    acceptedOn: head.accepted_on,
    itemCount: head.item_count,
    createdAt: head.created_at,
  };
}

/** What of a batch changes with time, as of one moment. States are read in the window only. */
export async function selectShards(
  transaction: Transaction,
  { batchId, acceptedOn }: Pick<BatchView, 'batchId' | 'acceptedOn'>,
  { from, to }: ItemWindow,
): Promise<Pick<BatchView, 'shards' | 'deleted'>> {
  const rows = await transaction.query<ViewRow>(SELECT_VIEW, [batchId, acceptedOn, from, to]);
  return { deleted: rows.some(({ deleted }) => deleted), shards: rows.map(toShardView) };
}

function toShardView(row: ViewRow): ShardView {
  return {
    shardNo: row.shard_no,
    firstIndex: row.first_index,
    itemCount: row.item_count,
    decidedAt: row.decided_at,
    erasedAt: row.erased_at,
    from: row.first,
    to: row.behind,
    counts:
      row.decided_at === null
        ? null
        : { Completed: row.completed, Duplicate: row.duplicate, Conflict: row.conflict, Failed: row.failed },
    states: row.states,
    indexes: row.indexes,
  };
}
