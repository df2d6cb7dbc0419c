import { type RecordKindName } from '@app/domain';
import { type Metrics } from '@app/platform';

/**
 * Counts a batch that is stored now.
 * @param begunMs `performance.now()` when its body was there
 */
export function countAccepted(metrics: Metrics, kind: RecordKindName, items: number, begunMs: number): void {
  metrics.count('batches_accepted_total', { kind });
  metrics.count('items_accepted_total', { kind }, items);
  metrics.took('accept_seconds', { kind }, begunMs);
}
