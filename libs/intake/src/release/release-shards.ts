import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { HandOut, type HandOutLimits, isDatabaseAway, type ReleasedShard } from '@app/persistence';
import { Configuration } from '@app/platform';
import { type LanedJob, laneOf, ShardQueues } from '@app/queue';

/**
 * How much of one partner's backlog is in the queue at a time. Items bound what workers have before them; shards bound how many jobs
 * of one partner another partner's job may have to stand behind.
 */
const ITEMS_PER_PARTNER = 20_000;
const SHARDS_PER_PARTNER = 32;
/** Younger jobs are not asked after: most are decided before this age. */
const GRACE_MS = 2_000;
/** The pause before the next try while another process hands out; its turn takes a few milliseconds. */
const TURN_MS = 5;

/**
 * Hands waiting shards from PostgreSQL to Bull: dispatch, back-pressure, fairness between partners and recovery of what was lost, in
 * one operation (docs/architecture.md, "Releasing shards"). Asking for it is cheap and never fails: what one release misses, the
 * next one makes up for.
 */
@Injectable()
export class ReleaseShards {
  private readonly log = new Logger(ReleaseShards.name);
  private readonly limits: HandOutLimits;
  /** A release serves everybody: its log lines must not carry the fields of the request that happened to ask for it. */
  private readonly outsideOfRequests = AsyncLocalStorage.snapshot();
  private wanted = false;
  private running: Promise<void> | null = null;

  constructor(
    configuration: Configuration,
    private readonly handOut: HandOut,
    private readonly queues: ShardQueues,
  ) {
    this.limits = {
      shardsPerPartner: SHARDS_PER_PARTNER,
      itemsPerPartner: ITEMS_PER_PARTNER,
      graceMs: GRACE_MS,
      leaseMs: configuration.releaseLeaseMs,
    };
  }

  /** Asks for a release: now, or right after the one that is under way. */
  request(): void {
    this.wanted = true;
    this.running ??= this.outsideOfRequests(() => this.run()).finally(() => {
      this.running = null;
    });
  }

  /** Resolves when no release is under way. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private async run(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      try {
        if (await this.release()) continue;
        this.wanted = true;
        await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      } catch (error) {
        // The timer asks again; a database or Redis that is away has been logged where it was noticed.
        if (isDatabaseAway(error)) this.log.warn({ err: error }, 'release postponed: the database is away');
        else this.log.warn({ err: error }, 'release postponed');
      }
    }
  }

  /** One hand-out. False when it was another process's turn. */
  private async release(): Promise<boolean> {
    // Without Redis nothing is marked released, so that waiting for it does not use up attempts.
    if (!this.queues.available) return true;
    const handedOut = await this.handOut.next(this.limits, async (suspects) => {
      const ended = new Set((await this.queues.ended(suspects.map(toLanedJob))).map(({ job }) => keyOf(job)));
      return suspects.filter((shard) => ended.has(keyOf(toLanedJob(shard).job)));
    });
    if (handedOut === null) return false;
    if (handedOut.recovered > 0) {
      this.log.warn({ shards: handedOut.recovered }, 'shards lost on the way were released again');
    }
    await this.queues.add(handedOut.shards.map(toLanedJob));
    return true;
  }
}

function toLanedJob({ partnerId, batchId, shardNo, itemCount, attempt }: ReleasedShard): LanedJob {
  return { lane: laneOf(itemCount), job: { partnerId, batchId, shard: shardNo, attempt } };
}

function keyOf({ partnerId, batchId, shard }: LanedJob['job']): string {
  return `${partnerId}/${batchId}/${shard}`;
}
