import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PARTNER_PATH } from './data-sources';
import { type Statement } from './statement';
import { runTransaction, type Transaction } from './transaction';

/** Local to the transaction, so that it cannot leak to the next user of the pooled connection. */
const SET_PARTNER: Statement = {
  name: 'set_partner',
  text: `SELECT set_config('app.partner', $1, true)`,
};

/** Whatever reads or writes a partner's rows comes through here: role `partner_path`, one partner, one transaction. */
@Injectable()
export class PartnerPath {
  constructor(@InjectDataSource(PARTNER_PATH) private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction that sees and writes rows of `partnerId` only; see `runTransaction`. */
  transaction<T>(partnerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return runTransaction(this.dataSource, [{ statement: SET_PARTNER, values: [partnerId] }], work);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }
}
