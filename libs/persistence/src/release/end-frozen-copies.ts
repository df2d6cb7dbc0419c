import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';

/** As idle_in_transaction_session_timeout, which does not count inside of COPY. A COPY of a whole shard takes less than a second. */
const FROZEN_FOR = '10 seconds';

/** Frees the shards and keys of processes that were frozen or cut off in the middle of COPY. */
@Injectable()
export class EndFrozenCopies {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** @returns the number of connections that were ended */
  async end(): Promise<number> {
    const [row] = await this.dataSource.query<{ ended: number }[]>(
      'SELECT end_frozen_copies($1::interval) AS ended',
      [FROZEN_FOR],
    );
    return row?.ended ?? 0;
  }
}
