import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import { Queue } from 'bull';
import { DataSource } from 'typeorm';
import { AcceptBatch } from '../groundwork/accept-batch';
import { QUEUE } from '../groundwork/bull-queue';
import { storeBatch } from '../groundwork/store-batch';
import type { JsonValue } from '../groundwork/submitted-item.entity';

const ITEMS_PER_JOB = 500;

/** What a job carries: a run of a batch's items, `from` to before `to`. */
export interface ChunkJob {
  readonly batchId: string;
  readonly from: number;
  readonly to: number;
}

@Injectable()
export class AcceptInChunks extends AcceptBatch {
  constructor(
    private readonly database: DataSource,
    @InjectQueue(QUEUE) private readonly queue: Queue<ChunkJob>,
  ) {
    super();
  }

  async accept(contents: readonly JsonValue[]): Promise<string> {
    const { id, items } = await this.database.transaction((manager) => storeBatch(manager, contents));
    // After the commit: a worker may be faster than it.
    await this.queue.addBulk(chunksOf(id, items.length));
    return id;
  }
}

function chunksOf(batchId: string, count: number): { data: ChunkJob }[] {
  return Array.from({ length: Math.ceil(count / ITEMS_PER_JOB) }, (_, n) => ({
    data: { batchId, from: n * ITEMS_PER_JOB, to: (n + 1) * ITEMS_PER_JOB },
  }));
}
