import { type BatchSummary } from '@app/persistence';
import { type CountsByState } from '../pages/states';

/** Counts by state of a whole batch: what no shard has decided is `Pending`. */
export function countsOf({ itemCount, counts }: Pick<BatchSummary, 'itemCount' | 'counts'>): CountsByState {
  const decided = counts.Completed + counts.Duplicate + counts.Conflict + counts.Failed;
  return { Pending: itemCount - decided, ...counts };
}
