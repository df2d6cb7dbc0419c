import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  HandOut,
  type HandOutLimits,
  isDatabaseAway,
  SHARDS_PER_PARTNER,
  TraceContexts,
} from '@app/persistence';
import { Configuration, Metrics, Recoveries } from '@app/platform';
import { type Lane, ShardQueues } from '@app/queue';
import { QueueRoom } from './queue-room';
import { Refill } from './refill';
import { SHARDS_AT_A_TIME, ShardsInQueue } from './shards-in-queue';
import { Sweep } from './sweep';

/** Items of one partner that are in the queue at a time: what workers have before them. */
const ITEMS_PER_PARTNER = 20_000;
/** Younger jobs are not asked after: most are decided before this age. */
const GRACE_MS = 2_000;
/** Partners of one transaction: some tens of milliseconds, which is how long others may have to wait for their turn. */
const PARTNERS_AT_A_TIME = 500;
/** What one page hands out at most: a shard of each partner, and as many beside, which Redis takes in one command. */
const SHARDS_OF_PAGE = SHARDS_AT_A_TIME;
/**
 * The pause before the next try while another process hands out, and how far it grows: the other's turn takes a few milliseconds, and where one
 * follows the other a longer pause is most of what a single item waits (docs/decisions/0020).
 */
const TURN_MS = 5;
const LONGEST_TURN_MS = 25;

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
  private readonly room: QueueRoom;
  private readonly inQueue: ShardsInQueue;
  private readonly sweep: Sweep;
  /** Partners for whom something has changed. */
  private readonly changed = new Set<string>();
  private readonly refill = new Refill((partners) => {
    for (const partner of partners) this.changed.add(partner);
    this.start();
  });
  private running: Promise<void> | null = null;

  constructor(
    configuration: Configuration,
    private readonly handOut: HandOut,
    private readonly queues: ShardQueues,
    private readonly recoveries: Recoveries,
    metrics: Metrics,
    traceContexts: TraceContexts,
  ) {
    this.askAgainMs = configuration.releaseIntervalMs;
    this.room = new QueueRoom(queues);
    this.inQueue = new ShardsInQueue(handOut, queues, recoveries, metrics, traceContexts);
    this.sweep = new Sweep(queues, configuration.releaseIntervalMs);
    this.limits = {
      shardsPerPartner: SHARDS_PER_PARTNER,
      itemsPerPartner: ITEMS_PER_PARTNER,
      graceMs: GRACE_MS,
      leaseMs: configuration.releaseLeaseMs,
    };
  }

  /** Asks for a release of what a partner has waiting: now, or right after the one that is under way. For whoever has stored something of it. */
  request(partnerId: string): void {
    this.changed.add(partnerId);
    this.start();
  }

  /** Asks for the same, for small shards a moment later and together with whoever else is decided meanwhile. For whoever has ended a job of the lane. */
  requestRefill(partnerId: string, lane: Lane): void {
    this.refill.want(partnerId, lane);
  }

  /** Asks for a look at all partners. For a steady beat: what was lost, and what nobody has asked for, is found by it. */
  requestSweep(): void {
    this.sweep.want();
    this.start();
  }

  private start(): void {
    this.running ??= this.outsideOfRequests(() => this.run());
  }

  /** A hand-out for nobody: that it is answered says that the database is back. */
  private readonly askDatabase = async (): Promise<void> => {
    await this.handOut.ofPartners([], this.limits, this.room.find);
    this.recoveries.back('database', this);
  };

  /** Resolves when no release is under way, nor to be asked for. */
  async idle(): Promise<void> {
    this.refill.tellNow();
    while (this.running !== null) {
      await this.running;
      this.refill.tellNow();
    }
  }

  private async run(): Promise<void> {
    let turnMs = TURN_MS;
    while (this.changed.size > 0 || this.sweep.isWanted) {
      try {
        // A page in between, so that neither waits for the other to come to an end.
        const released = (await this.releaseChanged()) && (await this.releasePage());
        if (released) {
          turnMs = TURN_MS;
          continue;
        }
        await pause(turnMs);
        turnMs = Math.min(turnMs * 2, LONGEST_TURN_MS);
      } catch (error) {
        if (isDatabaseAway(error)) this.recoveries.away('database', this, error, this.askDatabase);
        this.recoveries.tell('release_postponed', { err: error });
        this.sweep.giveUp(); // the next beat begins anew
        // However many ask meanwhile. Who asked last is served then; without anybody, the timer of a worker asks again.
        await pause(this.askAgainMs);
      }
    }
    // Without an await since the last look at what is asked for: a request in between would be lost.
    this.running = null;
  }

  /** What the partners have waiting for whom it was asked. False when it was another process's turn. */
  private async releaseChanged(): Promise<boolean> {
    if (this.changed.size === 0) return true;
    const partners = [...this.changed].slice(0, PARTNERS_AT_A_TIME);
    // Before the look: what changes from now on is another change.
    for (const partner of partners) this.changed.delete(partner);
    // Without Redis nothing is marked released, so that waiting for it does not use up attempts. A sweep finds them when it is back.
    if (!this.queues.available) return true;
    const begunMs = performance.now();
    const handedOut = await this.handOut.ofPartners(partners, this.limits, this.room.find);
    this.recoveries.back('database', this);
    if (handedOut === null) for (const partner of partners) this.changed.add(partner);
    else await this.inQueue.enqueue(handedOut, begunMs);
    return handedOut !== null;
  }

  /** The next page of a sweep, if one is wanted. False when it was another process's turn. */
  private async releasePage(): Promise<boolean> {
    if (!this.sweep.isWanted) return true;
    const after = this.queues.available ? await this.sweep.nextPage() : this.sweep.giveUp();
    if (after === null) return true;
    const page = { after, partners: PARTNERS_AT_A_TIME, shards: SHARDS_OF_PAGE };
    const find = { findRoom: this.room.find, findLost: this.inQueue.findLost };
    const begunMs = performance.now();
    const handedOut = await this.handOut.ofPage(page, this.limits, find);
    this.recoveries.back('database', this);
    if (handedOut === null) return false;
    await this.sweep.pageDone(handedOut.nextAfter, performance.now() - begunMs);
    await this.inQueue.enqueue(handedOut, begunMs);
    return true;
  }
}
