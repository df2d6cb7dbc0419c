import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';

/** How far ahead partitions stand ready: a service whose timer failed for a month still stores what it accepts. */
const WEEKS_AHEAD = 4;

/** Makes sure that payload and results of this week and the next ones have partitions to go to. */
@Injectable()
export class PreparePartitions {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** @returns the number of partitions that were made */
  async prepare(): Promise<number> {
    const [row] = await this.dataSource.query<{ made: number }[]>('SELECT prepare_partitions($1) AS made', [
      WEEKS_AHEAD,
    ]);
    return row?.made ?? 0;
  }
}
