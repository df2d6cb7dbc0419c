import { Injectable } from '@nestjs/common';
import { alreadySaved, type Candidate, classify, decide, type ItemResult, RECORD_KINDS } from '@app/domain';
import {
  claimShard,
  type ClaimedShard,
  finishShard,
  PartnerPath,
  type SavedRecord,
  saveRecords,
  type ShardId,
  type StateCounts,
  type Transaction,
} from '@app/persistence';
import { Configuration } from '@app/platform';
import { classifyCarefully } from '../careful/classify-carefully';
import { type CarefulQuestion } from '../careful/child-protocol';
import { saveOneByOne } from '../careful/save-one-by-one';
import { runGivingWay } from '../give-way';
import { decodePayload } from '../payload/encode-payload';
import { itemsToDecide } from '../payload/shard-text';

/** What one decision did, for the log. */
export interface Decided {
  readonly record_kind: string;
  readonly counts: StateCounts;
}

/** Decides one shard, whole, in one transaction: contract section 3 from the first step to the last. */
@Injectable()
export class DecideShard {
  constructor(
    private readonly configuration: Configuration,
    private readonly partnerPath: PartnerPath,
  ) {}

  /**
   * @param attempt which attempt at the shard this is, from 1; late ones are made carefully
   * @returns null when there was nothing to do: the shard is decided, or being decided, or not this partner's
   */
  async decide(partnerId: string, shardId: ShardId, attempt: number): Promise<Decided | null> {
    if (attempt > this.configuration.carefulAfterAttempts) return this.decideCarefully(partnerId, shardId);
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      if (shard === null) return null;
      const { kind, items, context } = await this.questionAbout(shard);
      const { results, candidates } = await runGivingWay(classify(RECORD_KINDS[kind], items, context));
      const found = await saveRecords(transaction, shard, candidates);
      return finish(transaction, shard, [...results, ...candidateResults(shard, candidates, found)]);
    });
  }

  /** As `decide`, in a way that one bad item cannot spoil: slower, and the shard is not held while its items are classified. */
  private async decideCarefully(partnerId: string, shardId: ShardId): Promise<Decided | null> {
    const question = await this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      return shard === null ? null : this.questionAbout(shard);
    });
    if (question === null) return null;
    const { results, candidates } = await classifyCarefully(question);
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      if (shard === null) return null;
      const { found, saved, setAside } = await saveOneByOne(transaction, shard, candidates);
      return finish(transaction, shard, [...results, ...setAside, ...candidateResults(shard, saved, found)]);
    });
  }

  private async questionAbout(shard: ClaimedShard): Promise<CarefulQuestion> {
    return {
      kind: shard.recordKind,
      items: itemsToDecide(await decodePayload(shard.payload), shard.firstIndex, shard.itemCount),
      context: {
        entityTypes: this.configuration.entityTypes,
        currency: shard.currency,
        now: new Date(),
      },
    };
  }
}

async function finish(
  transaction: Transaction,
  shard: ClaimedShard,
  results: ItemResult[],
): Promise<Decided> {
  // In the order of the index that they go into.
  results.sort((a, b) => a.index - b.index);
  const counts = { Completed: 0, Duplicate: 0, Conflict: 0, Failed: 0 };
  for (const { state } of results) counts[state]++;
  await finishShard(transaction, shard, results, counts);
  return { record_kind: shard.recordKind, counts };
}

/** Steps 5 and 7: a candidate is a duplicate of the record that was found for its key, or it has been saved. */
function candidateResults(
  { recordKind }: ClaimedShard,
  candidates: readonly Candidate[],
  found: ReadonlyMap<Candidate, SavedRecord>,
): ItemResult[] {
  const kind = RECORD_KINDS[recordKind];
  return candidates.map((candidate): ItemResult => {
    const { index, key, row } = candidate;
    const record = found.get(candidate);
    if (record === undefined) return { index, key, state: decide('saved'), problems: [] };
    const same = kind.sameAsStored(row, record.row);
    const problem = alreadySaved({
      keyMember: kind.keyMember,
      same,
      statusCheckId: record.statusCheckId,
      index: record.index,
    });
    return { index, key, state: decide('already-saved'), problems: [problem] };
  });
}
