import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** Keys of one transaction: a tenth of a second, and a transaction that short holds nobody up. */
const KEYS_AT_A_TIME = 10_000;

/** $1 interval, $2 most keys. */
const FORGET_KEYS: Statement = {
  name: 'forget_idempotency_keys',
  text: 'SELECT forget_idempotency_keys($1::interval, $2) AS forgotten',
};

/** Deletes idempotency keys whose time is over. */
@Injectable()
export class ForgetIdempotencyKeys {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** Deletes some of them, the oldest first. @returns how many, and whether there may be more */
  async some(olderThanHours: number): Promise<{ readonly forgotten: number; readonly more: boolean }> {
    const [row] = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<{ forgotten: number }>(FORGET_KEYS, [`${olderThanHours} hours`, KEYS_AT_A_TIME]),
    );
    const forgotten = row?.forgotten ?? 0;
    return { forgotten, more: forgotten === KEYS_AT_A_TIME };
  }
}
