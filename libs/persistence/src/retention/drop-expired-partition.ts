import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { sqlState } from '../connections/database-errors';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** $1 days to keep, $2 longest wait for the lock in milliseconds. */
const DROP_EXPIRED: Statement = {
  name: 'drop_expired_partition',
  text: 'SELECT dropped, held FROM drop_expired_partition($1, $2)',
};

/** SQLSTATE of a wait for a lock that took longer than lock_timeout. */
const LOCK_NOT_AVAILABLE = '55P03';

/** What became of one attempt to drop a partition. */
export type DropOutcome =
  | { readonly outcome: 'dropped'; readonly partition: string }
  /** Its time is over, but a shard of it is undecided. Nothing else is left to drop. */
  | { readonly outcome: 'held'; readonly partition: string }
  /** The table was in use for longer than the wait. */
  | { readonly outcome: 'busy' }
  /** No partition's time is over, or another process is dropping. */
  | { readonly outcome: 'nothing' };

/** Drops payloads and results whose time is over, a partition at a time. */
@Injectable()
export class DropExpiredPartition {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** @param waitMs for the table's lock, while everybody else who comes waits, too */
  async next(keepDays: number, waitMs: number): Promise<DropOutcome> {
    try {
      const [row] = await runTransaction(this.dataSource, [], (transaction) =>
        transaction.query<{ dropped: string | null; held: string | null }>(DROP_EXPIRED, [keepDays, waitMs]),
      );
      const { dropped = null, held = null } = row ?? {};
      if (dropped !== null) return { outcome: 'dropped', partition: dropped };
      return held === null ? { outcome: 'nothing' } : { outcome: 'held', partition: held };
    } catch (error) {
      if (sqlState(error) === LOCK_NOT_AVAILABLE) return { outcome: 'busy' };
      throw error;
    }
  }
}
