import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { runTransaction, type Transaction } from '../connections/transaction';
import { HAND_OUT_LOCK, TRY_TURN } from './hand-out-turn';
import { MARK_RELEASED, UNMARK_RELEASED } from './mark-released';
import { type PageRow, SELECT_PAGE, SELECT_WINDOWS, type WindowRow } from './select-windows';

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
 * Tells of shards, in the order in which they would be handed out, which ones the queue has room for. Asked about those alone that stand
 * behind a shard of their own partner: a partner's first one always goes.
 */
export type FindRoom = (itemCounts: readonly number[]) => Promise<readonly boolean[]>;

/** What one hand-out did: the shards to enqueue, in the order in which the partners take turns. */
export interface HandedOut {
  readonly shards: readonly ReleasedShard[];
  /** How many of them had been handed out before and were lost on the way. */
  readonly recovered: number;
}

/** A hand-out over the next partners, and from where to go on; null when there are no more. */
export interface HandedOutPage extends HandedOut {
  readonly nextAfter: string | null;
}

const NOBODY_LOST: FindLost = () => Promise.resolve([]);

/** Chooses the shards to enqueue next and marks them released, with the role that sees heads and no payload. */
@Injectable()
export class HandOut {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /**
   * Of partners for whom something has changed: what waits and may go. Costs the same however many others have a backlog.
   * @returns null while another process is handing out
   */
  async ofPartners(
    partnerIds: readonly string[],
    limits: HandOutLimits,
    findRoom: FindRoom,
  ): Promise<HandedOut | null> {
    return runTransaction(this.dataSource, [], async (transaction) => {
      const { shardsPerPartner, itemsPerPartner, graceMs, leaseMs } = limits;
      const [[turn], rows] = await Promise.all([
        transaction.query<{ ours: boolean }>(TRY_TURN, [HAND_OUT_LOCK]),
        transaction.query<WindowRow>(SELECT_WINDOWS, [
          shardsPerPartner,
          itemsPerPartner,
          graceMs,
          leaseMs,
          partnerIds,
        ]),
      ]);
      return turn?.ours === true ? handOut(transaction, rows, { findRoom, findLost: NOBODY_LOST }) : null;
    });
  }

  /**
   * Of the next partners in the order of their ids: what waits and may go, and what was lost.
   * @param page so many partners after this one, and at most so many shards
   * @returns null while another process is handing out
   */
  async ofPage(
    page: { readonly after: string; readonly partners: number; readonly shards: number },
    limits: HandOutLimits,
    find: { readonly findRoom: FindRoom; readonly findLost: FindLost },
  ): Promise<HandedOutPage | null> {
    return runTransaction(this.dataSource, [], async (transaction) => {
      const { shardsPerPartner, itemsPerPartner, graceMs, leaseMs } = limits;
      const [[turn], rows] = await Promise.all([
        transaction.query<{ ours: boolean }>(TRY_TURN, [HAND_OUT_LOCK]),
        transaction.query<PageRow>(SELECT_PAGE, [
          shardsPerPartner,
          itemsPerPartner,
          graceMs,
          leaseMs,
          page.after,
          page.partners,
          page.shards,
        ]),
      ]);
      if (turn?.ours !== true) return null;
      const [first] = rows;
      const nextAfter = first !== undefined && first.partners === page.partners ? first.last_partner : null;
      const toBeDone = rows.filter((row): row is WindowRow & PageRow => row.standing !== null);
      return { ...(await handOut(transaction, toBeDone, find)), nextAfter };
    });
  }

  /** Takes back what was handed out and the queue did not take. */
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

async function handOut(
  transaction: Transaction,
  rows: readonly WindowRow[],
  { findRoom, findLost }: { readonly findRoom: FindRoom; readonly findLost: FindLost },
): Promise<HandedOut> {
  const suspects = rows
    .filter(({ standing }) => standing !== 'waiting')
    .map((row) => ({ shard: toShard(row), overdue: row.standing === 'overdue' }));
  const lost = new Set(suspects.length === 0 ? [] : (await findLost(suspects)).map(identity));
  const may = rows.filter((row) => row.standing === 'waiting' || lost.has(identity(toShard(row))));
  const behind = may.filter(({ place }) => place > 1);
  const room =
    behind.length === 0 ? [] : await findRoom(behind.map(({ item_count: itemCount }) => itemCount));
  const refused = new Set(behind.filter((_, position) => room[position] !== true));
  const chosen = may.filter((row) => !refused.has(row));
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
