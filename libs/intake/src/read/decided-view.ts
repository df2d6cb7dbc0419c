import { type BatchView, type NewBatch, type STATE_LETTERS, type StoredBatch } from '@app/persistence';
import { type Decision } from '../decide/decide-within';

const LETTERS = { Completed: 'C', Duplicate: 'D', Conflict: 'X', Failed: 'F' } as const satisfies {
  readonly [Letter in keyof typeof STATE_LETTERS as (typeof STATE_LETTERS)[Letter]]: Letter;
};

/** The view of a batch of one shard that has just been decided here: what reading it would give. */
export function decidedView(
  { statusCheckId, itemCount }: NewBatch,
  { batchId, acceptedOn, createdAt }: StoredBatch,
  { results, counts, decidedAt }: Decision,
): BatchView {
  const states = results.map(({ state }) => LETTERS[state]).join('');
  const window = { from: 0, to: itemCount };
  const head = { shardNo: 0, firstIndex: 0, itemCount, decidedAt, erasedAt: null, counts };
  const shard = { ...head, ...window, states, indexes: null };
  return { batchId, statusCheckId, acceptedOn, itemCount, createdAt, deleted: false, shards: [shard] };
}

/** The problems of a decision's results as JSON text, by item index. */
export function problemTexts({ results }: Decision): ReadonlyMap<number, string> {
  return new Map(
    results.flatMap(({ index, problems }) =>
      problems.length === 0 ? [] : [[index, JSON.stringify(problems)] as const],
    ),
  );
}
