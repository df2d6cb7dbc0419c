import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import { Queue } from 'bull';
import { DataSource } from 'typeorm';
import { AcceptBatch } from '../groundwork/accept-batch';
import { QUEUE } from '../groundwork/bull-queue';
import { storeBatch } from '../groundwork/store-batch';
import type { JsonValue } from '../groundwork/submitted-item.entity';

/** What a job carries: which item it is for. */
export interface ItemJob {
  readonly batchId: string;
  readonly itemIndex: number;
}

@Injectable()
export class AcceptIntoBull extends AcceptBatch {
  constructor(
    private readonly database: DataSource,
    @InjectQueue(QUEUE) private readonly queue: Queue<ItemJob>,
  ) {
    super();
  }

  async accept(contents: readonly JsonValue[]): Promise<string> {
    const { id, items } = await this.database.transaction((manager) => storeBatch(manager, contents));
    // After the commit: a worker may be faster than it.
    await this.queue.addBulk(items.map(({ batchId, itemIndex }) => ({ data: { batchId, itemIndex } })));
    return id;
  }
}
