import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';

/** How far ahead partitions stand ready: a service whose timer failed for a month still stores what it accepts. */
const WEEKS_AHEAD = 4;

/** $1 weeks. */
const PREPARE_PARTITIONS: Statement = {
  name: 'prepare_partitions',
  text: 'SELECT prepare_partitions($1) AS made',
};

/** Makes sure that payload and results of this week and the next ones have partitions to go to. */
@Injectable()
export class PreparePartitions {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** @returns the number of partitions that were made */
  async prepare(): Promise<number> {
    const [row] = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<{ made: number }>(PREPARE_PARTITIONS, [WEEKS_AHEAD]),
    );
    return row?.made ?? 0;
  }
}
