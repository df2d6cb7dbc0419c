import { Injectable } from '@nestjs/common';
import {
  alreadySaved,
  type Candidate,
  type Classified,
  classify,
  decide,
  type ItemResult,
  RECORD_KINDS,
} from '@app/domain';
import {
  claimShard,
  type ClaimedShard,
  finishShard,
  PartnerPath,
  type SavedRecord,
  saveRecords,
  type ShardId,
  type StateCounts,
} from '@app/persistence';
import { Configuration } from '@app/platform';
import { runGivingWay } from '../give-way';
import { decodePayload } from '../payload/encode-payload';
import { itemsToDecide } from '../payload/shard-text';

/** What one decision did, for the log. */
export interface Decided {
  readonly recordKind: string;
  readonly attempts: number;
  readonly counts: StateCounts;
}

/** Decides one shard, whole, in one transaction: contract section 3 from the first step to the last. */
@Injectable()
export class DecideShard {
  constructor(
    private readonly configuration: Configuration,
    private readonly partnerPath: PartnerPath,
  ) {}

  /** @returns null when there was nothing to do: the shard is decided, or being decided, or not this partner's */
  async decide(partnerId: string, shardId: ShardId): Promise<Decided | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const shard = await claimShard(transaction, shardId);
      if (shard === null) return null;
      const { results, candidates } = await this.classify(shard);
      const found = await saveRecords(transaction, shard, candidates);
      const all = [...results, ...candidates.map((candidate) => toResult(shard, candidate, found.get(candidate)))];
      // In the order of the index that they go into.
      all.sort((a, b) => a.index - b.index);
      const counts = countStates(all);
      await finishShard(transaction, shard, all, counts);
      return { recordKind: shard.recordKind, attempts: shard.attempts, counts };
    });
  }

  private async classify(shard: ClaimedShard): Promise<Classified> {
    const items = itemsToDecide(await decodePayload(shard.payload), shard.firstIndex, shard.itemCount);
    return runGivingWay(
      classify(RECORD_KINDS[shard.recordKind], items, {
        entityTypes: this.configuration.entityTypes,
        currency: shard.currency,
        now: new Date(),
      }),
    );
  }
}

/** Steps 5 and 7: a candidate is a duplicate of the record that was found for its key, or it has been saved. */
function toResult(
  { recordKind }: ClaimedShard,
  { index, key, row }: Candidate,
  found: SavedRecord | undefined,
): ItemResult {
  if (found === undefined) return { index, key, state: decide('saved'), problems: [] };
  const { keyMember, sameAsStored } = RECORD_KINDS[recordKind];
  const problem = alreadySaved({
    keyMember,
    same: sameAsStored(row, found.row),
    statusCheckId: found.statusCheckId,
    index: found.index,
  });
  return { index, key, state: decide('already-saved'), problems: [problem] };
}

function countStates(results: readonly ItemResult[]): StateCounts {
  const counts = { Completed: 0, Duplicate: 0, Conflict: 0, Failed: 0 };
  for (const { state } of results) counts[state]++;
  return counts;
}
