import { type RecordKindName } from '@app/domain';
import { type Metrics } from '@app/platform';
import { type Decision } from './decide-within';

/** Counts a decision that is committed: states, and why items are not Completed. */
export function countDecision(
  metrics: Metrics,
  kind: RecordKindName,
  { counts, results }: Pick<Decision, 'counts' | 'results'>,
): void {
  for (const [state, times] of Object.entries(counts)) {
    metrics.count('items_decided_total', { kind, state }, times);
  }
  const codes = new Map<string, number>();
  for (const { problems } of results) {
    const code = problems[0]?.code;
    if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  for (const [code, times] of codes) metrics.count('item_problems_total', { kind, code }, times);
}
