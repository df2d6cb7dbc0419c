import { Injectable } from '@nestjs/common';
import { type ItemState } from '@app/domain';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type BatchSummary, SHARD_SUMS, SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './batch-summary';
import { idBefore, idFrom } from './ids-of-times';

/** Where a list goes on: behind this batch. */
export interface BatchCursor {
  readonly createdAtText: string;
  readonly batchId: string;
}

/** Which batches are wanted; null leaves a thing open. */
export interface BatchFilter {
  readonly partnerId: string | null;
  /** Batches with at least one item in this state. */
  readonly state: ItemState | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** A part of a list, the newest batch first. */
export interface ListedBatches {
  readonly batches: readonly BatchSummary[];
  /** Where to go on; null at the end. */
  readonly next: BatchCursor | null;
}

const PAGE_BATCHES = 50;
/** Which state a batch has is known from its shards only: so many batches are looked at for one page. */
const LOOKED_AT_BATCHES = 2_000;

const COLUMNS = 'partner_id, id, status_check_id, record_kind, item_count, created_at';

/** The times of $1 and $2 as ids: what is read is near to what is wanted. */
const FROM_ID = idFrom('$1');
const TO_ID = idBefore('$2');

/** Along batches_newest. $1 from, $2 to, $3 behind (time), $4 behind (id), $5 most. */
const OF_ALL: Statement = {
  name: 'list_batches_of_all',
  text: `
    SELECT ${SUMMARY_COLUMNS} FROM (
      SELECT ${COLUMNS} FROM batches
      WHERE created_at >= $1 AND created_at < $2 AND (created_at, id) < ($3::timestamptz, $4::bigint)
      ORDER BY created_at DESC, id DESC LIMIT $5
    ) AS b JOIN partners p ON p.id = b.partner_id CROSS JOIN LATERAL (${SHARD_SUMS}) AS s
    ORDER BY b.created_at DESC, b.id DESC`,
};

/**
 * Along the primary key; the times are turned into ids first, so that nothing is read to be thrown away.
 * $1 from, $2 to, $3 behind (time, as the other has it), $4 behind (id), $5 most, $6 partner id.
 */
const OF_PARTNER: Statement = {
  name: 'list_batches_of_partner',
  text: `
    SELECT ${SUMMARY_COLUMNS} FROM (
      SELECT ${COLUMNS} FROM batches
      WHERE partner_id = $6 AND id < $4 AND created_at >= $1 AND created_at < $2 AND $3::timestamptz IS NOT NULL
        AND id >= ${FROM_ID}
        AND id <= ${TO_ID}
      ORDER BY id DESC LIMIT $5
    ) AS b JOIN partners p ON p.id = b.partner_id CROSS JOIN LATERAL (${SHARD_SUMS}) AS s
    ORDER BY b.id DESC`,
};

/**
 * Those with something undecided, along shards_undecided, of each partner in turn. The times hold within the LIMIT: what is too new or too old
 * takes no place of one that is wanted. $1 from, $2 to, $3 behind (time, as the others have it), $4 behind (id), $5 most, $6 partner id or null.
 */
const UNDECIDED: Statement = {
  name: 'list_undecided_batches',
  text: `
    SELECT ${SUMMARY_COLUMNS}
    FROM partners p CROSS JOIN LATERAL (
      SELECT b.* FROM (
        SELECT DISTINCT batch_id FROM shards
        WHERE partner_id = p.id AND decided_at IS NULL AND batch_id < $4
          AND batch_id >= ${FROM_ID}
          AND batch_id <= ${TO_ID}
        ORDER BY batch_id DESC
      ) AS u JOIN LATERAL (
        SELECT ${COLUMNS} FROM batches WHERE partner_id = p.id AND id = u.batch_id LIMIT 1
      ) AS b ON b.created_at >= $1 AND b.created_at < $2
      ORDER BY u.batch_id DESC LIMIT $5
    ) AS b CROSS JOIN LATERAL (${SHARD_SUMS}) AS s
    WHERE ($6::bigint IS NULL OR p.id = $6) AND $3::timestamptz IS NOT NULL
    ORDER BY b.id DESC LIMIT $5`,
};

/** What stands for a time that is left open. */
export const EARLIEST = '-infinity';
export const LATEST = 'infinity';
const BEHIND_NOTHING: BatchCursor = { createdAtText: LATEST, batchId: '9223372036854775807' };

/** Lists batches of all partners or of one, the newest first. */
@Injectable()
export class ListBatches {
  constructor(private readonly path: DashboardPath) {}

  /** @param behind where to go on; null for the newest @returns a page of at most 50; a shorter one may have a next one, too, where many batches were looked at in vain. */
  async list(
    { partnerId, state, from, to }: BatchFilter,
    behind: BatchCursor | null,
  ): Promise<ListedBatches> {
    const searches = state !== null && state !== 'Pending';
    const most = searches ? LOOKED_AT_BATCHES : PAGE_BATCHES + 1;
    const { createdAtText, batchId } = behind ?? BEHIND_NOTHING;
    const values = [from ?? EARLIEST, to ?? LATEST, createdAtText, batchId, most];
    const rows = await this.path.transaction((transaction) => {
      if (state === 'Pending') return transaction.query<SummaryRow>(UNDECIDED, [...values, partnerId]);
      if (partnerId === null) return transaction.query<SummaryRow>(OF_ALL, values);
      return transaction.query<SummaryRow>(OF_PARTNER, [...values, partnerId]);
    });
    const lookedAt = rows.map(summaryOf);
    const wanted = searches ? lookedAt.filter(({ counts }) => counts[state] > 0) : lookedAt;
    const batches = wanted.slice(0, PAGE_BATCHES);
    const last =
      wanted.length > PAGE_BATCHES ? batches.at(-1) : lookedAt.length === most ? lookedAt.at(-1) : null;
    return { batches, next: last ?? null };
  }
}
