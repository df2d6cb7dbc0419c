import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';
import { HAND_OUT_LOCK, TRY_TURN } from './hand-out-turn';
import { SELECT_WINDOWS, type WindowRow } from './select-windows';

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
  /** From this age on the queue is asked whether it still knows the shard, in milliseconds; twice that after each attempt. */
  readonly graceMs: number;
  /** From this age on the shard is given out again even if a worker has been at it all the time, in milliseconds. */
  readonly leaseMs: number;
}

/** Tells which of these shards are lost: an overdue one may be so although the queue calls it active. */
export type FindLost = (
  suspects: readonly { readonly shard: ReleasedShard; readonly overdue: boolean }[],
) => Promise<readonly ReleasedShard[]>;

/**
 * Counts the attempt and starts the lease in one statement. A row that is locked is being decided right now: it is not lost, and
 * nobody waits for it. $1 partner ids, $2 batch ids, $3 shard numbers.
 */
const MARK_RELEASED: Statement = {
  name: 'mark_released',
  text: `
    UPDATE shards s SET attempts = s.attempts + 1, released_at = now()
    FROM (
      SELECT free.* FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS r (partner_id, batch_id, shard_no)
      CROSS JOIN LATERAL (
        SELECT f.partner_id, f.batch_id, f.shard_no FROM shards f
        WHERE f.partner_id = r.partner_id AND f.batch_id = r.batch_id AND f.shard_no = r.shard_no
          AND f.decided_at IS NULL
        FOR UPDATE SKIP LOCKED
      ) AS free
    ) AS free
    WHERE s.partner_id = free.partner_id AND s.batch_id = free.batch_id AND s.shard_no = free.shard_no
    RETURNING s.partner_id, s.batch_id, s.shard_no, s.item_count, s.attempts`,
};

/**
 * Undoes a mark whose job the queue did not take: the attempt has not been one. Only while it is still the latest.
 * $1 partner ids, $2 batch ids, $3 shard numbers, $4 attempts.
 */
const UNMARK_RELEASED: Statement = {
  name: 'unmark_released',
  text: `
    UPDATE shards s SET attempts = s.attempts - 1, released_at = NULL
    FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[]) AS r (partner_id, batch_id, shard_no, attempt)
    WHERE s.partner_id = r.partner_id AND s.batch_id = r.batch_id AND s.shard_no = r.shard_no
      AND s.attempts = r.attempt AND s.decided_at IS NULL`,
};

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

  /** @returns null while another process is handing out */
  async next(limits: HandOutLimits, findLost: FindLost): Promise<HandedOut | null> {
    return runTransaction(this.dataSource, [], async (transaction) => {
      const { shardsPerPartner, itemsPerPartner, graceMs, leaseMs } = limits;
      const [[turn], rows] = await Promise.all([
        transaction.query<{ ours: boolean }>(TRY_TURN, [HAND_OUT_LOCK]),
        transaction.query<WindowRow>(SELECT_WINDOWS, [shardsPerPartner, itemsPerPartner, graceMs, leaseMs]),
      ]);
      if (turn?.ours !== true) return null;
      const suspects = rows
        .filter(({ standing }) => standing !== 'waiting')
        .map((row) => ({ shard: toShard(row), overdue: row.standing === 'overdue' }));
      const lost = new Set(suspects.length === 0 ? [] : (await findLost(suspects)).map(identity));
      const chosen = rows.filter((row) => row.standing === 'waiting' || lost.has(identity(toShard(row))));
      if (chosen.length === 0) return { shards: [], recovered: 0 };
      const marked = transaction.query<WindowRow>(MARK_RELEASED, [
        chosen.map((row) => row.partner_id),
        chosen.map((row) => row.batch_id),
        chosen.map((row) => row.shard_no),
      ]);
      // Committed before anything is enqueued: a worker that is faster than this commit would find the row locked.
      await transaction.commit(marked);
      const released = new Map((await marked).map(toShard).map((shard) => [identity(shard), shard]));
      const shards = chosen.flatMap((row) => released.get(identity(toShard(row))) ?? []);
      return { shards, recovered: shards.filter((shard) => lost.has(identity(shard))).length };
    });
  }

  /** Takes back what `next` handed out and the queue did not take. */
  async takeBack(shards: readonly ReleasedShard[]): Promise<void> {
    await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query(UNMARK_RELEASED, [
        shards.map(({ partnerId }) => partnerId),
        shards.map(({ batchId }) => batchId),
        shards.map(({ shardNo }) => shardNo),
        shards.map(({ attempt }) => attempt),
      ]),
    );
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
