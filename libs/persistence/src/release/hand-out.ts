import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** A shard on its way to the queue, and which attempt this is. */
export interface ReleasedShard {
  readonly partnerId: string;
  readonly batchId: string;
  readonly shardNo: number;
  readonly itemCount: number;
  readonly attempt: number;
}

/** How much of one partner's backlog may be in the queue, and when a released shard is suspected to be lost. */
export interface HandOutLimits {
  readonly shardsPerPartner: number;
  readonly itemsPerPartner: number;
  /** From this age on the queue is asked whether it still knows the shard, in milliseconds. */
  readonly graceMs: number;
  /** From this age on the shard is given out again, whatever the queue says, in milliseconds. */
  readonly leaseMs: number;
}

/** Any fixed number: the name of the lock that lets one process hand out at a time. */
const HAND_OUT_LOCK = 7_203_001;

/** $1 lock. False while another process hands out. */
const TRY_LOCK: Statement = {
  name: 'try_hand_out_lock',
  text: `SELECT pg_try_advisory_xact_lock($1) AS locked`,
};

/**
 * For each partner with undecided shards the first of them, as many as may be in the queue at a time. Partners are found by
 * jumping through the index from one to the next, and each partner's window by its own short scan, so that a backlog of a million
 * shards costs no more than one of a hundred. $1 shards and $2 items per partner, $3 grace and $4 lease in milliseconds.
 */
const SELECT_WINDOWS: Statement = {
  name: 'select_windows',
  text: `
    WITH RECURSIVE partner AS (
      (SELECT partner_id FROM shards WHERE decided_at IS NULL ORDER BY partner_id LIMIT 1)
      UNION ALL
      SELECT (SELECT s.partner_id FROM shards s WHERE s.decided_at IS NULL AND s.partner_id > p.partner_id
              ORDER BY s.partner_id LIMIT 1)
      FROM partner p WHERE p.partner_id IS NOT NULL
    )
    SELECT w.partner_id, w.batch_id, w.shard_no, w.item_count, w.attempts,
      CASE WHEN w.released_at IS NULL THEN 'waiting'
           WHEN w.released_at < now() - $4 * interval '1 millisecond' THEN 'overdue'
           WHEN w.released_at < now() - $3 * interval '1 millisecond' THEN 'suspect'
           ELSE 'released' END AS standing
    FROM partner p CROSS JOIN LATERAL (
      SELECT first.*, sum(first.item_count) OVER before AS items_before, row_number() OVER before AS place
      FROM (
        SELECT partner_id, batch_id, shard_no, item_count, attempts, released_at FROM shards
        WHERE partner_id = p.partner_id AND decided_at IS NULL
        ORDER BY partner_id, batch_id, shard_no LIMIT $1
      ) AS first
      WINDOW before AS (ORDER BY batch_id, shard_no)
    ) AS w
    WHERE p.partner_id IS NOT NULL AND (w.place = 1 OR w.items_before <= $2)
    ORDER BY w.place, w.partner_id`,
};

/**
 * Counts the attempt and starts the lease in one statement. A row that is locked is being decided right now: it is not lost, and
 * nobody waits for it. $1 partner ids, $2 batch ids, $3 shard numbers.
 */
const MARK_RELEASED: Statement = {
  name: 'mark_released',
  text: `
    UPDATE shards s SET attempts = s.attempts + 1, released_at = now()
    FROM (
      SELECT f.partner_id, f.batch_id, f.shard_no
      FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS r (partner_id, batch_id, shard_no)
      JOIN shards f USING (partner_id, batch_id, shard_no)
      WHERE f.decided_at IS NULL
      FOR UPDATE OF f SKIP LOCKED
    ) AS free
    WHERE s.partner_id = free.partner_id AND s.batch_id = free.batch_id AND s.shard_no = free.shard_no
    RETURNING s.partner_id, s.batch_id, s.shard_no, s.item_count, s.attempts`,
};

interface WindowRow extends Record<string, unknown> {
  readonly partner_id: string;
  readonly batch_id: string;
  readonly shard_no: number;
  readonly item_count: number;
  readonly attempts: number;
  readonly standing: 'waiting' | 'released' | 'suspect' | 'overdue';
}

/** What one hand-out did: the shards to enqueue, in the order in which the partners take turns. */
export interface HandedOut {
  readonly shards: readonly ReleasedShard[];
  /** How many of them had been handed out before and were lost on the way. */
  readonly recovered: number;
}

/** Chooses the shards to enqueue next and marks them released, with the role that sees heads and no payload. */
@Injectable()
export class HandOut {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /**
   * @param findLost of the shards that it is given, those that the queue no longer works on
   * @returns null while another process is handing out
   */
  async next(
    limits: HandOutLimits,
    findLost: (suspects: readonly ReleasedShard[]) => Promise<readonly ReleasedShard[]>,
  ): Promise<HandedOut | null> {
    return runTransaction(this.dataSource, [], async (transaction) => {
      const lock = transaction.query<{ locked: boolean }>(TRY_LOCK, [HAND_OUT_LOCK]);
      const windows = transaction.query<WindowRow>(SELECT_WINDOWS, [
        limits.shardsPerPartner,
        limits.itemsPerPartner,
        limits.graceMs,
        limits.leaseMs,
      ]);
      const [[held], rows] = await Promise.all([lock, windows]);
      if (held?.locked !== true) return null;
      const suspects = rows.filter((row) => row.standing === 'suspect').map(toShard);
      const lost = new Set(suspects.length === 0 ? [] : (await findLost(suspects)).map(identity));
      const chosen = rows.filter(
        (row) => row.standing === 'waiting' || row.standing === 'overdue' || lost.has(identity(toShard(row))),
      );
      if (chosen.length === 0) return { shards: [], recovered: 0 };
      const marked = transaction.query<WindowRow>(MARK_RELEASED, [
        chosen.map((row) => row.partner_id),
        chosen.map((row) => row.batch_id),
        chosen.map((row) => row.shard_no),
      ]);
      // Committed before anything is enqueued: a worker that is faster than this commit would find the row locked.
      await transaction.commit(marked);
      const released = new Map((await marked).map(toShard).map((shard) => [identity(shard), shard]));
      return {
        shards: chosen.flatMap((row) => released.get(identity(toShard(row))) ?? []),
        recovered: chosen.filter((row) => row.standing !== 'waiting').length,
      };
    });
  }
}

function toShard(row: WindowRow): ReleasedShard {
  return {
    partnerId: row.partner_id,
    batchId: row.batch_id,
    shardNo: row.shard_no,
    itemCount: row.item_count,
    attempt: row.attempts,
  };
}

function identity({ partnerId, batchId, shardNo }: ReleasedShard): string {
  return `${partnerId}/${batchId}/${shardNo}`;
}
