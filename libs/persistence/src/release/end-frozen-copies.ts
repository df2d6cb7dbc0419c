import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** As idle_in_transaction_session_timeout, which does not count inside of COPY. A COPY of a whole shard takes less than a second. */
const FROZEN_FOR = '10 seconds';

/** $1 interval. */
const END_FROZEN_COPIES: Statement = {
  name: 'end_frozen_copies',
  text: 'SELECT end_frozen_copies($1::interval) AS ended',
};

/** Frees the shards and keys of processes that were frozen or cut off in the middle of COPY. */
@Injectable()
export class EndFrozenCopies {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** @returns the number of connections that were ended */
  async end(): Promise<number> {
    const [row] = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<{ ended: number }>(END_FROZEN_COPIES, [FROZEN_FOR]),
    );
    return row?.ended ?? 0;
  }
}
