import { type StateCounts } from '../decide/finish-shard';

/** Items from `from` to before `to`, by index. */
export interface ItemWindow {
  readonly from: number;
  readonly to: number;
}

/** One moment's view of a batch: its head, and of every shard what has been decided. */
export interface BatchView {
  readonly batchId: string;
  readonly statusCheckId: string;
  readonly acceptedOn: string;
  readonly itemCount: number;
  readonly createdAt: Date;
  /** Whether retention has deleted what was submitted; the counts are still known then. */
  readonly deleted: boolean;
  readonly shards: readonly ShardView[];
}

/** The results of the items of one shard (which another shard may have decided), in order. */
export interface ShardView extends ItemWindow {
  readonly shardNo: number;
  readonly firstIndex: number;
  readonly itemCount: number;
  readonly decidedAt: Date | null;
  /** When an item of it was last erased. */
  readonly erasedAt: Date | null;
  /** Counts of the items that this shard decided, itself or for others; null while it is undecided. */
  readonly counts: StateCounts | null;
  /** One letter for each decided item of the part of the shard that was asked for, in order: see STATE_LETTERS. */
  readonly states: string;
  /** The indexes that the letters stand for; null when all items of the part are decided. */
  readonly indexes: readonly number[] | null;
}

/** The states as a view abbreviates them. */
export const STATE_LETTERS = { C: 'Completed', D: 'Duplicate', X: 'Conflict', F: 'Failed' } as const;
