import { DecideShard, ReleaseShards } from '@app/intake';
import { withLogFields } from '@app/platform';
import { type ShardJob } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { type Job } from 'bull';

/** What surrounds every job: its log fields, one line about what it did, and a release for what comes next. */
@Injectable()
export class DecideJob {
  private readonly log = new Logger(DecideJob.name);

  constructor(
    private readonly decideShard: DecideShard,
    private readonly releaseShards: ReleaseShards,
  ) {}

  /** Decides the shard that the job names. Throws what deciding throws: Bull then shows the job as failed. */
  async run({ data }: Job<ShardJob>): Promise<void> {
    const { partnerId, batchId, shard, attempt } = data;
    const fields = { partner_id: partnerId, internal_batch_id: batchId, shard, attempt };
    await withLogFields(fields, async () => {
      const startedAt = performance.now();
      try {
        const decided = await this.decideShard.decide(partnerId, { batchId, shardNo: shard }, attempt);
        const duration_ms = Math.round(performance.now() - startedAt);
        if (decided === null) this.log.log({ duration_ms }, 'nothing to decide');
        else this.log.log({ ...decided, duration_ms }, 'shard decided');
      } catch (error) {
        this.log.error({ err: error }, 'shard not decided; it will be released again');
        throw error;
      } finally {
        this.releaseShards.request();
      }
    });
  }
}
