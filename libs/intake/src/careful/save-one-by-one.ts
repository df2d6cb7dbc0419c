import { type Candidate, type ItemResult } from '@app/domain';
import {
  type ClaimedShard,
  isDataRefused,
  type SavedRecord,
  saveRecords,
  type Transaction,
} from '@app/persistence';
import { unprocessableItem } from './classify-carefully';

/** What saving one by one gave: as `saveRecords`, and the candidates that PostgreSQL itself refused. */
export interface SavedOneByOne {
  readonly found: ReadonlyMap<Candidate, SavedRecord>;
  readonly saved: readonly Candidate[];
  readonly setAside: readonly ItemResult[];
}

/** Saves each candidate under a savepoint of its own, so that one whose values PostgreSQL refuses harms no other. */
export async function saveOneByOne(
  transaction: Transaction,
  shard: ClaimedShard,
  candidates: readonly Candidate[],
): Promise<SavedOneByOne> {
  const found = new Map<Candidate, SavedRecord>();
  const saved: Candidate[] = [];
  const setAside: ItemResult[] = [];
  for (const candidate of candidates) {
    try {
      const earlier = await transaction.savepoint(() => saveRecords(transaction, shard, [candidate]));
      for (const [key, record] of earlier) found.set(key, record);
      saved.push(candidate);
    } catch (error) {
      if (!isDataRefused(error)) throw error;
      setAside.push(unprocessableItem(candidate.index));
    }
  }
  return { found, saved, setAside };
}
