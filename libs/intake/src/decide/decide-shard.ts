import { Injectable } from '@nestjs/common';
import { claimShard, type ClaimedShard, PartnerPath, type ShardId } from '@app/persistence';
import { addLogFields, Configuration, Metrics, Recoveries, traceLogFields } from '@app/platform';
import { classifyCarefully } from '../careful/classify-carefully';
import { KeptSetAside } from '../careful/kept-set-aside';
import { decodePayload } from '../payload/encode-payload';
import { itemsToDecide } from '../payload/shard-text';
import { countDecision } from './count-decision';
import { decideCarefullyWithin, decideWithin, type Decision } from './decide-within';
import { type Question } from './question';
import { traceDecision, traceTransaction } from './trace-decision';

/**
 * After so long a careful attempt starts no further child: the job fails, and its slot is free until the shard is released again. With the turns
 * of all other slots between it stays below the lease (RELEASE_LEASE_MS), after which another worker would begin with the same.
 */
const CAREFUL_ATTEMPT_MS = 60_000;

/** A shard with its decision, which stands. */
export interface DecidedShard {
  readonly shard: ClaimedShard;
  readonly decision: Decision;
  /** From the acceptance of the batch to the decision, in milliseconds. */
  readonly sinceAcceptedMs: number;
}

interface Decided extends Omit<DecidedShard, 'sinceAcceptedMs'> {
  /** `performance.now()` when the batch was accepted. */
  readonly submittedMs: number;
}

/** Decides one shard that release has handed out, whole, in one transaction. */
@Injectable()
export class DecideShard {
  private readonly keptSetAside = new KeptSetAside();

  constructor(
    private readonly configuration: Configuration,
    private readonly partnerPath: PartnerPath,
    private readonly recoveries: Recoveries,
    private readonly metrics: Metrics,
  ) {}

  /**
   * @param attempt which attempt at the shard this is, from 1; late ones are made carefully
   * @returns null when there was nothing to do: the shard is decided, or being decided, or not this partner's
   */
  async decide(partnerId: string, shardId: ShardId, attempt: number): Promise<DecidedShard | null> {
    const begunMs = performance.now();
    const decided =
      attempt > this.configuration.carefulAfterAttempts
        ? await this.decideCarefully(partnerId, shardId, attempt, begunMs)
        : await this.decideUsually(partnerId, shardId, attempt, begunMs);
    if (decided === null) return null;
    this.keptSetAside.forget(shardId);
    const { shard, decision, submittedMs } = decided;
    const kind = shard.recordKind;
    countDecision(this.metrics, kind, decision);
    this.metrics.took('decide_seconds', { kind }, begunMs);
    this.metrics.took('submit_to_decided_seconds', { kind }, submittedMs);
    return { shard, decision, sinceAcceptedMs: performance.now() - submittedMs };
  }

  private decideUsually(
    partnerId: string,
    shardId: ShardId,
    attempt: number,
    begunMs: number,
  ): Promise<Decided | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      if (shard === null) return null;
      const submittedMs = performance.now() - shard.waitedMs;
      return traceDecision(shard, attempt, begunMs, () =>
        traceTransaction(begunMs, async () => ({
          shard,
          submittedMs,
          decision: await decideWithin(transaction, shard, await this.questionAbout(shard)),
        })),
      );
    });
  }

  /**
   * As `decideUsually`, in a way that one bad item cannot spoil: slower, and the shard is not held while its items are classified.
   * @throws CarefulTimeOver when so many items end a child that the next attempt has to go on
   */
  private async decideCarefully(
    partnerId: string,
    shardId: ShardId,
    attempt: number,
    begunMs: number,
  ): Promise<Decided | null> {
    const claimed = await this.partnerPath.transaction(partnerId, (transaction) =>
      claimShard(transaction, shardId),
    );
    if (claimed === null) return null;
    const submittedMs = performance.now() - claimed.waitedMs;
    return traceDecision(claimed, attempt, begunMs, async () => {
      const question = await this.questionAbout(claimed);
      this.recoveries.tell('decided_carefully');
      const classified = await classifyCarefully(question, {
        partnerId,
        timeOver: AbortSignal.timeout(CAREFUL_ATTEMPT_MS),
        isUrgent: false,
        setAside: this.keptSetAside.of(shardId),
        recoveries: this.recoveries,
      });
      return this.partnerPath.transaction(partnerId, async (transaction) => {
        const shard = await claimShard(transaction, shardId);
        if (shard === null) return null;
        const decision = await decideCarefullyWithin(transaction, shard, classified, this.recoveries);
        return { shard, submittedMs, decision };
      });
    });
  }

  private async questionAbout(shard: ClaimedShard): Promise<Question> {
    addLogFields({
      batch_id: shard.statusCheckId,
      record_kind: shard.recordKind,
      items: shard.itemCount,
      bytes: shard.payload.bytes.length,
      ...traceLogFields(),
    });
    const { entityTypes } = this.configuration;
    return {
      kind: shard.recordKind,
      items: itemsToDecide(await decodePayload(shard.payload), shard.firstIndex, shard.itemCount),
      context: { entityTypes, currency: shard.currency, now: new Date() },
    };
  }
}
