import { type BatchView } from '@app/persistence';

/** What a status document says of the batch as a whole (docs/contract.md section 2), as JSON text without its last brace. */
export function documentHead(batch: BatchView): string {
  const counts = countsOf(batch);
  const head = {
    id: batch.statusCheckId,
    status: counts.Pending === 0 ? 'Completed' : 'Pending',
    created_at: batch.createdAt.toISOString(),
    updated_at: updatedAt(batch).toISOString(),
    counts,
  };
  return JSON.stringify(head).slice(0, -1);
}

function countsOf({ itemCount, shards }: BatchView) {
  const counts = { total: itemCount, Pending: itemCount, Completed: 0, Duplicate: 0, Conflict: 0, Failed: 0 };
  for (const { counts: own } of shards) {
    if (own === null) continue;
    for (const state of ['Completed', 'Duplicate', 'Conflict', 'Failed'] as const) {
      counts[state] += own[state];
      counts.Pending -= own[state];
    }
  }
  return counts;
}

function updatedAt({ createdAt, shards }: BatchView): Date {
  return shards
    .flatMap(({ decidedAt, erasedAt }) => [decidedAt, erasedAt])
    .reduce<Date>((latest, at) => (at !== null && at > latest ? at : latest), createdAt);
}
