import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DASHBOARD, OPERATOR } from './data-sources';
import { runTransaction, type Transaction } from './transaction';

/** Reads over all partners, as role `dashboard`. */
@Injectable()
export class DashboardPath {
  constructor(@InjectDataSource(DASHBOARD) private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction that can only read. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return runTransaction(this.dataSource, [], work);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.transaction((transaction) => transaction.commit());
  }
}

/** What operators do, as role `operator`. */
@Injectable()
export class OperatorPath {
  constructor(@InjectDataSource(OPERATOR) private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction that may do what an operator may; see the migration `Dashboard`. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return runTransaction(this.dataSource, [], work);
  }
}
