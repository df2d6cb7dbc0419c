import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PARTNER_PATH, SYNC_PATH } from './data-sources';
import { type Statement } from './statement';
import { runTransaction, type Transaction } from './transaction';

/** Local to the transaction, so that it cannot leak to the next user of the pooled connection. */
const SET_PARTNER: Statement = {
  name: 'set_partner',
  text: `SELECT set_config('app.partner', $1, true)`,
};

/** Transactions for one partner at a time, as role `partner_path`, on the connections of one pool. */
abstract class PartnerTransactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction that sees and writes rows of `partnerId` only; see `runTransaction`. */
  transaction<T>(partnerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return runTransaction(this.dataSource, [{ statement: SET_PARTNER, values: [partnerId] }], work);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }
}

/** Whatever reads or writes a partner's rows comes through here. */
@Injectable()
export class PartnerPath extends PartnerTransactions {
  constructor(@InjectDataSource(PARTNER_PATH) dataSource: DataSource) {
    super(dataSource);
  }
}

/** The synchronous route's own: however busy it is, asynchronous requests have their connections. */
@Injectable()
export class SyncPath extends PartnerTransactions {
  constructor(@InjectDataSource(SYNC_PATH) dataSource: DataSource) {
    super(dataSource);
  }
}
