import { DecideShard, ReleaseShards } from '@app/intake';
import { isDatabaseAway } from '@app/persistence';
import { Recoveries, withLogFields } from '@app/platform';
import { type ShardJob } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { type Job } from 'bull';

/** What surrounds every job: its log fields, one line about what it did, and a release for what comes next. */
@Injectable()
export class DecideJob {
  private readonly log = new Logger(DecideJob.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly decideShard: DecideShard,
    private readonly releaseShards: ReleaseShards,
    private readonly recoveries: Recoveries,
  ) {}

  /** Resolves when no job is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  /** Decides the shard that the job names. Throws what deciding throws: Bull then shows the job as failed. */
  async run(job: Job<ShardJob>): Promise<void> {
    const run = this.decide(job);
    this.running.add(run);
    try {
      await run;
    } finally {
      this.running.delete(run);
    }
  }

  private async decide({ data }: Job<ShardJob>): Promise<void> {
    const { partnerId, batchId, shard, attempt } = data;
    const fields = { partner_id: partnerId, internal_batch_id: batchId, shard, attempt };
    await withLogFields(fields, async () => {
      const startedAt = performance.now();
      try {
        const decision = await this.decideShard.decide(partnerId, { batchId, shardNo: shard }, attempt);
        const duration_ms = Math.round(performance.now() - startedAt);
        if (decision === null) this.recoveries.tell('nothing_to_decide', { duration_ms });
        else this.log.log({ counts: decision.counts, duration_ms }, 'shard decided');
      } catch (error) {
        this.recoveries.tell(isDatabaseAway(error) ? 'shard_postponed' : 'shard_not_decided', { err: error });
        throw error;
      } finally {
        this.releaseShards.request();
      }
    });
  }
}
