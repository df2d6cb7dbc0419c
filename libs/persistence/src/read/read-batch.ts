import { Injectable } from '@nestjs/common';
import { type RecordKindName } from '@app/domain';
import { type EncodedPayload } from '../accept/store-batch';
import { PartnerPath } from '../connections/partner-path';
import { type Statement } from '../connections/statement';
import { type StateCounts } from '../decide/finish-shard';
import { selectPayload } from '../decide/claim-shard';

/** One moment's view of a batch: its head, and of every shard what has been decided. */
export interface BatchView {
  readonly batchId: string;
  readonly statusCheckId: string;
  readonly acceptedOn: string;
  readonly itemCount: number;
  readonly createdAt: Date;
  readonly shards: readonly ShardView[];
}

/** The results of the items of one shard (which another shard may have decided), in order. */
export interface ShardView {
  readonly shardNo: number;
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly decidedAt: Date | null;
  /** Counts of the items that this shard decided, itself or for others; null while it is undecided. */
  readonly counts: StateCounts | null;
  /** One letter for each decided item, in order: see STATE_LETTERS. */
  readonly states: string;
  /** The indexes that the letters stand for; null when all items of the shard are decided. */
  readonly indexes: readonly number[] | null;
}

/** What a shard's part of the document is made of beside its view. Nothing of it ever changes once it is there. */
export interface ShardContent {
  readonly payload: EncodedPayload;
  /** The problems of the items that have some, as JSON text, by item index. */
  readonly problems: ReadonlyMap<number, string>;
}

/** How SELECT_VIEW abbreviates states. */
export const STATE_LETTERS = { C: 'Completed', D: 'Duplicate', X: 'Conflict', F: 'Failed' } as const;

/** $1 status_check_id, $2 kinds. Heads never change, so that a second statement may rely on them. */
const SELECT_HEAD: Statement = {
  name: 'select_head',
  text: `
    SELECT id, accepted_on::text, item_count, created_at FROM batches
    WHERE status_check_id = $1 AND record_kind = ANY ($2::record_kind[])`,
};

/**
 * Shard heads and item states in one statement, and so of one moment; a row for each shard. States travel as one letter each:
 * 100,000 items must not become 100,000 rows to parse. $1 batch id, $2 accepted_on.
 */
const SELECT_VIEW: Statement = {
  name: 'select_view',
  text: `
    SELECT s.shard_no, s.first_index, s.item_count, s.decided_at, s.completed, s.duplicate, s.conflict, s.failed,
      coalesce(r.states, '') AS states,
      CASE WHEN coalesce(r.decided, 0) < s.item_count THEN coalesce(r.indexes, '{}') END AS indexes
    FROM shards s CROSS JOIN LATERAL (
      SELECT count(*) AS decided,
        string_agg(CASE state WHEN 'Completed' THEN 'C' WHEN 'Duplicate' THEN 'D' WHEN 'Conflict' THEN 'X' ELSE 'F' END, '' ORDER BY item_index) AS states,
        array_agg(item_index ORDER BY item_index) AS indexes
      FROM own_item_results
      WHERE batch_id = $1 AND accepted_on = $2
        AND item_index >= s.first_index AND item_index < s.first_index + s.item_count
    ) AS r
    WHERE s.batch_id = $1
    ORDER BY s.shard_no`,
};

/**
 * Results are written once and never change, so that reading them later shows the same moment as long as only items are asked about
 * that were decided then. $1 batch id, $2 accepted_on, $3 first index, $4 index behind the last.
 */
const SELECT_PROBLEMS: Statement = {
  name: 'select_problems',
  text: `
    SELECT item_index, problems::text AS problems FROM own_item_results
    WHERE batch_id = $1 AND accepted_on = $2 AND item_index >= $3 AND item_index < $4 AND problems IS NOT NULL`,
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
  readonly completed: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly failed: number;
  readonly states: string;
  readonly indexes: number[] | null;
}

/** Reads a batch for its status document. Every call is a transaction of its own, so that a slow reader holds none open. */
@Injectable()
export class ReadBatch {
  constructor(private readonly partnerPath: PartnerPath) {}

  /** One moment's view, or null where this partner has no such batch of one of these kinds. */
  async view(
    partnerId: string,
    statusCheckId: string,
    kinds: readonly RecordKindName[],
  ): Promise<BatchView | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const [head] = await transaction.query<HeadRow>(SELECT_HEAD, [statusCheckId, kinds]);
      if (head === undefined) return null;
      const shards = transaction.query<ViewRow>(SELECT_VIEW, [head.id, head.accepted_on]);
      await transaction.commit(shards);
      return {
        batchId: head.id,
        statusCheckId,
        acceptedOn: head.accepted_on,
        itemCount: head.item_count,
        createdAt: head.created_at,
        shards: (await shards).map(toShardView),
      };
    });
  }

  /** The content of one shard, or null where retention has deleted it. */
  async content(
    partnerId: string,
    batch: Pick<BatchView, 'batchId' | 'acceptedOn'>,
    { shardNo, firstIndex, itemCount }: ShardView,
  ): Promise<ShardContent | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const payload = selectPayload(transaction, { ...batch, shardNo });
      const problems = transaction.query<{ item_index: number; problems: string }>(SELECT_PROBLEMS, [
        batch.batchId,
        batch.acceptedOn,
        firstIndex,
        firstIndex + itemCount,
      ]);
      await transaction.commit(payload, problems);
      const stored = await payload;
      if (stored === null) return null;
      const rows = await problems;
      return { payload: stored, problems: new Map(rows.map((row) => [row.item_index, row.problems])) };
    });
  }
}

function toShardView(row: ViewRow): ShardView {
  return {
    shardNo: row.shard_no,
    firstIndex: row.first_index,
    itemCount: row.item_count,
    decidedAt: row.decided_at,
    counts:
      row.decided_at === null
        ? null
        : { Completed: row.completed, Duplicate: row.duplicate, Conflict: row.conflict, Failed: row.failed },
    states: row.states,
    indexes: row.indexes,
  };
}
