import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { DataSource, type EntityManager } from 'typeorm';
import { QUEUE } from '../groundwork/bull-queue';
import { checkClient } from '../groundwork/check-client';
import { PartnerClient, recordOf } from '../groundwork/partner-client.entity';
import type { PartnerClientDto } from '../groundwork/partner-client.dto';
import { SubmittedItem } from '../groundwork/submitted-item.entity';
import type { ItemJob } from './accept-into-bull';

/** 20 and 40 were no faster: the worker's process is the limit. */
export const CONCURRENCY = 10;

@Processor(QUEUE)
export class DecideItemProcessor {
  constructor(private readonly database: DataSource) {}

  /** Loads the item, decides it and saves it, in one transaction: a job that comes again finds it decided. */
  @Process({ concurrency: CONCURRENCY })
  async decide({ data }: Job<ItemJob>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { batchId, itemIndex } = data;
      const item = await manager.findOneBy(SubmittedItem, { batchId, itemIndex, state: 'Pending' });
      if (item === null) return;
      const { client, violations } = checkClient(item.content);
      if (violations === undefined) item.state = await this.save(manager, client, item);
      else Object.assign(item, { state: 'Failed', violations });
      await manager.save(item);
    });
  }

  private async save(
    manager: EntityManager,
    client: PartnerClientDto,
    item: SubmittedItem,
  ): Promise<'Completed' | 'Duplicate'> {
    const record = recordOf(client, item);
    const { partnerId, partnerClientId } = record;
    if (await manager.existsBy(PartnerClient, { partnerId, partnerClientId })) return 'Duplicate';
    // Another worker may save the same key now: the primary key refuses one of the two, and its job comes again.
    await manager.save(PartnerClient, record);
    return 'Completed';
  }
}
