import { LANES, type ShardJob } from '@app/queue';
import { Process, Processor } from '@nestjs/bull';
import { type Job } from 'bull';
import { DecideJob } from './decide-job';

/** Decides the shards of small batches: slots of its own, so that none waits behind a large shard. */
@Processor(LANES.small.queue)
export class SmallProcessor {
  constructor(private readonly decideJob: DecideJob) {}

  @Process({ concurrency: LANES.small.concurrency })
  process(job: Job<ShardJob>): Promise<void> {
    return this.decideJob.run(job, 'small');
  }
}

/** Decides large shards. */
@Processor(LANES.bulk.queue)
export class BulkProcessor {
  constructor(private readonly decideJob: DecideJob) {}

  @Process({ concurrency: LANES.bulk.concurrency })
  process(job: Job<ShardJob>): Promise<void> {
    return this.decideJob.run(job, 'bulk');
  }
}
