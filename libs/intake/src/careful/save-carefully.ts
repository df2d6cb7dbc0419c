import { type Candidate, type ItemResult, unprocessableItem } from '@app/domain';
import {
  compareKeys,
  type DecidableShard,
  isDataRefused,
  type Obstacle,
  type Obstacles,
  saveRecords,
  type Transaction,
} from '@app/persistence';
import { type Recoveries } from '@app/platform';

/** What saving carefully gave: as `saveRecords`, and the candidates that PostgreSQL itself refused. */
export interface CarefullySaved {
  /** The candidates that PostgreSQL took, and those that something else stood in the way of. */
  readonly processed: readonly Candidate[];
  readonly obstacles: Obstacles;
  readonly setAside: readonly ItemResult[];
}

/** Saves candidates so that one whose values PostgreSQL refuses harms no other: all at once if that goes, else one by one. */
export async function saveCarefully(
  transaction: Transaction,
  shard: DecidableShard,
  candidates: readonly Candidate[],
  recoveries: Recoveries,
): Promise<CarefullySaved> {
  try {
    const obstacles = await transaction.savepoint(() => saveRecords(transaction, shard, candidates));
    return { processed: candidates, obstacles, setAside: [] };
  } catch (error) {
    if (!isDataRefused(error)) throw error;
    return saveOneByOne(transaction, shard, candidates, recoveries);
  }
}

async function saveOneByOne(
  transaction: Transaction,
  shard: DecidableShard,
  candidates: readonly Candidate[],
  recoveries: Recoveries,
): Promise<CarefullySaved> {
  const processed: Candidate[] = [];
  const obstacles = new Map<Candidate, Obstacle>();
  const setAside: ItemResult[] = [];
  // In the order in which every transaction saves: any other could deadlock with them.
  for (const candidate of [...candidates].sort((a, b) => compareKeys(a.key, b.key))) {
    try {
      const own = await transaction.savepoint(() => saveRecords(transaction, shard, [candidate]));
      for (const [one, obstacle] of own) obstacles.set(one, obstacle);
      processed.push(candidate);
    } catch (error) {
      if (!isDataRefused(error)) throw error;
      recoveries.tell('item_set_aside', { item_index: candidate.index, why: 'PostgreSQL refused it' });
      setAside.push(unprocessableItem(candidate.index));
    }
  }
  return { processed, obstacles, setAside };
}
