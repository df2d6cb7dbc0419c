import { type Candidate } from '@app/domain';
import { type Transaction } from '../connections/transaction';
import { type Reference } from '../records/record-table';
import { compareKeys } from './key-order';
import { lookUp, saveByKey, type SavedRecord, type Target } from './save-by-key';
import { type Obstacle, type Obstacles } from './obstacle';

/**
 * Saves records that refer to saved ones. Those referred to are locked in key order, so that one that is erased meanwhile cannot
 * fail the whole shard, and two shards cannot wait for one another.
 */
export async function saveReferring(
  transaction: Transaction,
  target: Target,
  reference: Reference,
  candidates: readonly Candidate[],
): Promise<Obstacles> {
  const referred = (candidate: Candidate): string => candidate.row[reference.column] ?? '';
  const keys = [...new Set(candidates.map(referred))].sort(compareKeys);
  const locked = await transaction.query<{ key: string }>(reference.lock, [keys]);
  const there = new Set(locked.map(({ key }) => key));
  const orphans = candidates.filter((candidate) => !there.has(referred(candidate)));
  // Having been saved before comes first (step 5 before step 6), also where the client has been erased since.
  const orphansSaved =
    orphans.length === 0
      ? new Map<Candidate, SavedRecord>()
      : await lookUp(transaction, target.table, orphans);
  const found = await saveByKey(
    transaction,
    target,
    candidates.filter((candidate) => there.has(referred(candidate))),
  );
  const obstacles = new Map<Candidate, Obstacle>(
    orphans.map((candidate) => [candidate, { event: 'client-not-saved', clientKey: referred(candidate) }]),
  );
  for (const [candidate, saved] of [...orphansSaved, ...found]) {
    obstacles.set(candidate, { event: 'already-saved', saved });
  }
  return obstacles;
}
