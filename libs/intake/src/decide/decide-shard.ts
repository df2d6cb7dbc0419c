import { Injectable } from '@nestjs/common';
import { claimShard, type ClaimedShard, PartnerPath, type ShardId } from '@app/persistence';
import { addLogFields, Configuration, Metrics, Recoveries } from '@app/platform';
import { classifyCarefully } from '../careful/classify-carefully';
import { decodePayload } from '../payload/encode-payload';
import { itemsToDecide } from '../payload/shard-text';
import { countDecision } from './count-decision';
import { decideCarefullyWithin, decideWithin, type Decision } from './decide-within';
import { type Question } from './question';

interface Decided {
  readonly shard: ClaimedShard;
  readonly decision: Decision;
}

/** Decides one shard that release has handed out, whole, in one transaction. */
@Injectable()
export class DecideShard {
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
  async decide(partnerId: string, shardId: ShardId, attempt: number): Promise<Decision | null> {
    const begunMs = performance.now();
    const decided =
      attempt > this.configuration.carefulAfterAttempts
        ? await this.decideCarefully(partnerId, shardId)
        : await this.partnerPath.transaction(partnerId, async (transaction) => {
            const shard = await claimShard(transaction, shardId);
            if (shard === null) return null;
            return {
              shard,
              decision: await decideWithin(transaction, shard, await this.questionAbout(shard)),
            };
          });
    if (decided === null) return null;
    const { shard, decision } = decided;
    const kind = shard.recordKind;
    countDecision(this.metrics, kind, decision);
    this.metrics.took('decide_seconds', { kind }, begunMs);
    this.metrics.took('submit_to_decided_seconds', { kind }, begunMs - shard.waitedMs);
    return decision;
  }

  /** As `decide`, in a way that one bad item cannot spoil: slower, and the shard is not held while its items are classified. */
  private async decideCarefully(partnerId: string, shardId: ShardId): Promise<Decided | null> {
    const question = await this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      return shard === null ? null : this.questionAbout(shard);
    });
    if (question === null) return null;
    this.recoveries.tell('decided_carefully');
    const classified = await classifyCarefully(question, this.recoveries);
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      if (shard === null) return null;
      return {
        shard,
        decision: await decideCarefullyWithin(transaction, shard, classified, this.recoveries),
      };
    });
  }

  private async questionAbout(shard: ClaimedShard): Promise<Question> {
    addLogFields({ batch_id: shard.statusCheckId, record_kind: shard.recordKind });
    const { entityTypes } = this.configuration;
    return {
      kind: shard.recordKind,
      items: itemsToDecide(await decodePayload(shard.payload), shard.firstIndex, shard.itemCount),
      context: { entityTypes, currency: shard.currency, now: new Date() },
    };
  }
}
