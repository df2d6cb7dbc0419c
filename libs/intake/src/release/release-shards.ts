import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type FindLost,
  HandOut,
  type HandOutLimits,
  isDatabaseAway,
  type ReleasedShard,
  TraceContexts,
} from '@app/persistence';
import { Configuration, Metrics, Recoveries } from '@app/platform';
import { type LanedJob, laneOf, ShardQueues } from '@app/queue';
import { traceRelease } from './trace-release';

/**
 * How much of one partner's backlog is in the queue at a time. Items bound what workers have before them; shards bound how many jobs
 * of one partner another partner's job may have to stand behind.
 */
const ITEMS_PER_PARTNER = 20_000;
const SHARDS_PER_PARTNER = 32;
/** Younger jobs are not asked after: most are decided before this age. */
const GRACE_MS = 2_000;
/** The pause before the next try while another process hands out, and how far it grows: the other's turn takes a few milliseconds. */
const TURN_MS = 5;
const LONGEST_TURN_MS = 200;

/**
 * Hands waiting shards from PostgreSQL to Bull: dispatch, back-pressure, fairness between partners and recovery of what was lost, in
 * one operation (docs/architecture.md, "Release"). Asking for it is cheap and never fails: what one release misses, the
 * next one makes up for.
 */
@Injectable()
export class ReleaseShards {
  private readonly limits: HandOutLimits;
  /** A release serves everybody: its log lines must not carry the fields of the request that happened to ask for it. */
  private readonly outsideOfRequests = AsyncLocalStorage.snapshot();
  private readonly askAgainMs: number;
  private askedAtMs = 0;
  private wanted = false;
  private running: Promise<void> | null = null;

  constructor(
    configuration: Configuration,
    private readonly handOut: HandOut,
    private readonly queues: ShardQueues,
    private readonly recoveries: Recoveries,
    private readonly metrics: Metrics,
    private readonly traceContexts: TraceContexts,
  ) {
    this.askAgainMs = configuration.releaseIntervalMs;
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
    this.running ??= this.outsideOfRequests(() => this.run());
  }

  /** A release that comes through says that the database is back. */
  private readonly askForRelease = (): Promise<void> => {
    this.request();
    return Promise.resolve();
  };

  /** Resolves when no release is under way. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private async run(): Promise<void> {
    let turnMs = TURN_MS;
    while (this.wanted) {
      this.wanted = false;
      try {
        const released = await this.release();
        this.recoveries.back('database', this);
        if (released) {
          turnMs = TURN_MS;
          continue;
        }
        this.wanted = true;
        await pause(turnMs);
        turnMs = Math.min(turnMs * 2, LONGEST_TURN_MS);
      } catch (error) {
        if (isDatabaseAway(error)) this.recoveries.away('database', this, error, this.askForRelease);
        this.recoveries.tell('release_postponed', { err: error });
        // However many ask meanwhile. Who asked last is served then; without anybody, the timer of a worker asks again.
        await pause(this.askAgainMs);
      }
    }
    // Without an await since the last look at `wanted`: a request in between would be lost.
    this.running = null;
  }

  /** One hand-out. False when it was another process's turn. */
  private async release(): Promise<boolean> {
    // Without Redis nothing is marked released, so that waiting for it does not use up attempts.
    if (!this.queues.available) return true;
    const begunMs = performance.now();
    const handedOut = await this.handOut.next(this.limits, this.findLost);
    if (handedOut === null) return false;
    const { shards, recovered } = handedOut;
    if (shards.length === 0) return true;
    try {
      await this.queues.add(shards.map(toLanedJob));
    } catch (error) {
      await this.handOut.takeBack(shards);
      throw error;
    }
    for (const { itemCount } of shards)
      this.metrics.count('shards_released_total', { lane: laneOf(itemCount) });
    if (recovered > 0) this.recoveries.tell('shards_released_again', { shards: recovered }, recovered);
    await traceRelease(this.traceContexts, shards, begunMs);
    return true;
  }

  /** Lost is a shard whose job Bull does not know or calls ended, and after the lease also one that is said to be worked on. */
  private readonly findLost: FindLost = async (suspects) => {
    // Under load a release follows every decision; once in an interval is often enough to look for losses.
    const nowMs = performance.now();
    if (nowMs - this.askedAtMs < this.askAgainMs / 2) return [];
    this.askedAtMs = nowMs;
    const standings = await this.queues.standings(suspects.map(({ shard }) => toLanedJob(shard)));
    return suspects
      .filter(({ overdue }, position) => {
        const standing = standings[position];
        return standing === 'unknown' || standing === 'ended' || (overdue && standing === 'active');
      })
      .map(({ shard }) => shard);
  };
}

function toLanedJob({ partnerId, batchId, shardNo, itemCount, attempt }: ReleasedShard): LanedJob {
  return { lane: laneOf(itemCount), job: { partnerId, batchId, shard: shardNo, attempt } };
}
