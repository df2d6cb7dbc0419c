import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inInnerSpan, Recoveries } from '@app/platform';
import { PARTNER_PATH, SYNC_PATH } from './data-sources';
import { isDatabaseAway } from './database-errors';
import { type Statement } from './statement';
import { runTransaction, type Transaction } from './transaction';

/** Local to the transaction, so that it cannot leak to the next user of the pooled connection. */
const SET_PARTNER: Statement = {
  name: 'set_partner',
  text: `SELECT set_config('app.partner', $1, true)`,
};

/** What a trace says of a transaction. */
export const TRANSACTION_SPAN = { attributes: { 'db.system.name': 'postgresql' } } as const;

/** Transactions for one partner at a time, as role `partner_path`, on the connections of one pool. */
abstract class PartnerTransactions {
  /** Who waits for any answer of the database. */
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly recoveries: Recoveries,
  ) {}

  /** Runs `work` in a transaction that sees and writes rows of `partnerId` only; see `runTransaction`. A span, inside of another. */
  async transaction<T>(partnerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const opening = [{ statement: SET_PARTNER, values: [partnerId] }];
    try {
      const result = await inInnerSpan('transaction', TRANSACTION_SPAN, () =>
        runTransaction(this.dataSource, opening, work),
      );
      this.hasAnswered();
      return result;
    } catch (error) {
      if (isDatabaseAway(error)) this.recoveries.away('database', this, error, () => this.ping());
      throw error;
    }
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await runTransaction(this.dataSource, [], (transaction) => transaction.commit());
    this.hasAnswered();
  }

  /**
   * Resolves when the database answers: this question, or anybody's while it waits for a connection. A process whose connections are all
   * busy is no reason to send its work elsewhere.
   */
  async answers(): Promise<void> {
    let tell = (): void => undefined;
    const anybody = new Promise<void>((resolve) => (tell = resolve));
    this.waiting.add(tell);
    try {
      await Promise.race([this.ping(), anybody]);
    } finally {
      this.waiting.delete(tell);
    }
  }

  private hasAnswered(): void {
    this.recoveries.back('database', this);
    for (const tell of this.waiting) tell();
  }
}

/** Whatever reads or writes a partner's rows comes through here. */
@Injectable()
export class PartnerPath extends PartnerTransactions {
  constructor(@InjectDataSource(PARTNER_PATH) dataSource: DataSource, recoveries: Recoveries) {
    super(dataSource, recoveries);
  }
}

/** The synchronous route's own: however busy it is, asynchronous requests have their connections. */
@Injectable()
export class SyncPath extends PartnerTransactions {
  constructor(@InjectDataSource(SYNC_PATH) dataSource: DataSource, recoveries: Recoveries) {
    super(dataSource, recoveries);
  }
}
