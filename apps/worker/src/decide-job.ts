import { DecideShard, ReleaseShards } from '@app/intake';
import { isDatabaseAway } from '@app/persistence';
import { describeError, millisecondsSince, Recoveries, withLogFields } from '@app/platform';
import { type Lane, type ShardJob } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { type Job } from 'bull';
import { tellInJobLog } from './job-log';

/** The job's shard is another worker's to decide: this process has to end. */
class HandedBack extends Error {
  override readonly name = 'HandedBack';
}

/**
 * What Bull is told of a failure, since it keeps the error's text in Redis, where nothing of an item may be: PostgreSQL and JSON.parse quote
 * what they refuse. The log has the rest.
 */
class NotDecided extends Error {
  override readonly name = 'NotDecided';
  constructor(reason: unknown) {
    const { type, code } = describeError(reason);
    super(`${type}${code === undefined ? '' : ` ${code}`}; the worker's log says more`);
  }
}

/** What a partner's id is in the database. A job may say anything: whoever can write into Redis can write jobs. */
const PARTNER_ID = /^[1-9]\d{0,17}$/;

/** A job that this process is at. */
interface UnderWay {
  readonly ended: Promise<void>;
  readonly giveUp: () => void;
}

/** What surrounds every job: its log fields, one line about what it did, and a release for what comes next. */
@Injectable()
export class DecideJob {
  private readonly log = new Logger(DecideJob.name);
  private readonly underWay = new Set<UnderWay>();
  private handingBack = false;

  constructor(
    private readonly decideShard: DecideShard,
    private readonly releaseShards: ReleaseShards,
    private readonly recoveries: Recoveries,
  ) {}

  /** Resolves when no job is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.allSettled([...this.underWay].map(({ ended }) => ended));
    }
  }

  /**
   * Gives up the jobs under way, and those that come after all. Their transactions may still be open: whoever calls this ends them.
   * @returns how many there were
   */
  handBack(): number {
    this.handingBack = true;
    for (const { giveUp } of this.underWay) giveUp();
    return this.underWay.size;
  }

  /** Decides the shard that the job of this lane names. Throws when deciding throws: Bull then shows the job as failed. */
  async run(job: Job<ShardJob>, lane: Lane): Promise<void> {
    let giveUp = (): void => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      giveUp = () => {
        reject(new HandedBack('the worker stops'));
      };
      if (this.handingBack) giveUp();
      else this.decide(job, lane).then(resolve, reject);
    });
    const entry = { ended, giveUp };
    this.underWay.add(entry);
    try {
      await ended;
    } finally {
      this.underWay.delete(entry);
    }
  }

  private async decide(job: Job<ShardJob>, lane: Lane): Promise<void> {
    const { partnerId, batchId, shard, attempt } = job.data;
    const fields = { partner_id: partnerId, internal_batch_id: batchId, shard, attempt };
    await withLogFields(fields, async () => {
      const startedAt = performance.now();
      try {
        const decided = await this.decideShard.decide(partnerId, { batchId, shardNo: shard }, attempt);
        const duration_ms = millisecondsSince(startedAt);
        if (decided === null) {
          this.recoveries.tell('nothing_to_decide', { duration_ms });
          tellInJobLog(job, 'nothing-to-decide', duration_ms);
          return;
        }
        const { counts } = decided.decision;
        const since_accepted_ms = Math.round(decided.sinceAcceptedMs);
        this.log.log({ counts, duration_ms, since_accepted_ms }, 'shard decided');
        tellInJobLog(job, counts, duration_ms);
      } catch (error) {
        // Whoever gives a job up says so, and ends its transaction.
        if (!this.handingBack)
          this.recoveries.tell(isDatabaseAway(error) ? 'shard_postponed' : 'shard_not_decided', {
            err: error,
          });
        tellInJobLog(job, 'not-decided', millisecondsSince(startedAt));
        throw new NotDecided(error);
      } finally {
        if (typeof partnerId === 'string' && PARTNER_ID.test(partnerId))
          this.releaseShards.requestRefill(partnerId, lane);
      }
    });
  }
}
