import { type Classified, classify, type ItemResult, RECORD_KINDS } from '@app/domain';
import {
  type DecidableShard,
  type FinishedShard,
  finishShard,
  saveRecords,
  type Transaction,
} from '@app/persistence';
import { type Recoveries } from '@app/platform';
import { saveCarefully } from '../careful/save-carefully';
import { runGivingWay } from '../give-way';
import { candidateResults } from './candidate-results';
import { type Question } from './question';

/** A decision that stands: every item's result in the order of their indexes, and when it was made. */
export interface Decision extends FinishedShard {
  readonly results: readonly ItemResult[];
}

/**
 * Decides the items of a question: docs/contract.md section 3 from the first step to the last, in a transaction that holds their shard,
 * and commits.
 */
export async function decideWithin(
  transaction: Transaction,
  shard: DecidableShard,
  { kind: name, items, context }: Question,
): Promise<Decision> {
  const kind = RECORD_KINDS[name];
  const { results, candidates } = await runGivingWay(classify(kind, items, context));
  const obstacles = await saveRecords(transaction, shard, candidates);
  return finish(transaction, shard, [...results, ...candidateResults(kind, candidates, obstacles)]);
}

/** As `decideWithin`, for items that have been classified carefully: what PostgreSQL refuses is set aside as well. */
export async function decideCarefullyWithin(
  transaction: Transaction,
  shard: DecidableShard,
  { results, candidates }: Classified,
  recoveries: Recoveries,
): Promise<Decision> {
  const kind = RECORD_KINDS[shard.recordKind];
  const { processed, obstacles, setAside } = await saveCarefully(transaction, shard, candidates, recoveries);
  return finish(transaction, shard, [
    ...results,
    ...setAside,
    ...candidateResults(kind, processed, obstacles),
  ]);
}

async function finish(
  transaction: Transaction,
  shard: DecidableShard,
  results: ItemResult[],
): Promise<Decision> {
  // In the order of the index that they go into.
  results.sort((a, b) => a.index - b.index);
  return { ...(await finishShard(transaction, shard, results)), results };
}
