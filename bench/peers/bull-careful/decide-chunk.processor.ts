import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { Between, DataSource } from 'typeorm';
import { QUEUE } from '../groundwork/bull-queue';
import { checkClient } from '../groundwork/check-client';
import { SubmittedItem } from '../groundwork/submitted-item.entity';
import type { ChunkJob } from './accept-in-chunks';
import { insertNew } from './insert-new';
import { setFailed, setState } from './set-states';

/** Of 2, 4 and 8 the best with 10,000 items a batch, by a little. */
export const CONCURRENCY = 8;

@Processor(QUEUE)
export class DecideChunkProcessor {
  constructor(private readonly database: DataSource) {}

  /** Decides a run of items in one transaction: a job that comes again finds none of them pending. */
  @Process({ concurrency: CONCURRENCY })
  async decide({ data: { batchId, from, to } }: Job<ChunkJob>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const items = await manager.find(SubmittedItem, {
        where: { batchId, itemIndex: Between(from, to - 1), state: 'Pending' },
        order: { itemIndex: 'ASC' },
      });
      const checked = items.map(({ itemIndex, content }) => ({ itemIndex, ...checkClient(content) }));
      const valid = checked.filter((item) => item.client !== undefined);
      const completed = await insertNew(manager, batchId, valid);
      const duplicate = valid.map(({ itemIndex }) => itemIndex).filter((index) => !completed.has(index));
      await setState(manager, batchId, [...completed], 'Completed');
      await setState(manager, batchId, duplicate, 'Duplicate');
      await setFailed(
        manager,
        batchId,
        checked.filter((item) => item.violations !== undefined),
      );
    });
  }
}
