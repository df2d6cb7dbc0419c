import { type Problem } from '@app/domain';
import { type BatchView, type ShardView, STATE_LETTERS } from '@app/persistence';

/** The status document's parts as JSON text (contract section 2), since `data` must keep its literals. */

/** Everything up to the first element of `result`. */
export function documentHead(batch: BatchView): string {
  const counts = countsOf(batch);
  const head = {
    id: batch.statusCheckId,
    status: counts.Pending === 0 ? 'Completed' : 'Pending',
    created_at: batch.createdAt.toISOString(),
    updated_at: updatedAt(batch).toISOString(),
    counts,
  };
  return `${JSON.stringify(head).slice(0, -1)},"result":[`;
}

export const DOCUMENT_TAIL = ']}';

function countsOf({ itemCount, shards }: BatchView): Record<string, number> {
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
  return shards.reduce(
    (latest, { decidedAt }) => (decidedAt !== null && decidedAt > latest ? decidedAt : latest),
    createdAt,
  );
}

/** What the elements of a shard are made of: the items' texts, and the problems of those that have some, by item index. */
export interface ElementSources {
  readonly texts: readonly string[];
  readonly problems: ReadonlyMap<number, string>;
}

/** The elements of one shard, in order, each with a comma before it but the batch's first. */
export function* elements(shard: ShardView, { texts, problems }: ElementSources): Generator<string> {
  const statuses = statusesOf(shard, problems);
  for (const [position, text] of texts.entries()) {
    const index = shard.firstIndex + position;
    yield `${index === 0 ? '' : ','}{"data":${text},"status":${statuses(index)}}`;
  }
}

const UNDECIDED = statusText('Pending', '[]', '[]');
const WITHOUT_PROBLEMS = {
  C: statusText('Completed', '[]', '[]'),
  D: statusText('Duplicate', '[]', '[]'),
  X: statusText('Conflict', '[]', '[]'),
  F: statusText('Failed', '[]', '[]'),
} as const satisfies Record<keyof typeof STATE_LETTERS, string>;

/** Finds the status of an item by its index. */
function statusesOf(
  { firstIndex, states, indexes }: ShardView,
  problems: ReadonlyMap<number, string>,
): (index: number) => string {
  const letterOf = lettersByIndex(firstIndex, states, indexes);
  return (index) => {
    const letter = letterOf(index);
    if (letter === undefined) return UNDECIDED;
    const text = problems.get(index);
    if (text === undefined) return WITHOUT_PROBLEMS[letter];
    const details = (JSON.parse(text) as Problem[]).map(({ detail }) => detail);
    return statusText(STATE_LETTERS[letter], JSON.stringify(details), text);
  };
}

type Letter = keyof typeof STATE_LETTERS;

function lettersByIndex(
  firstIndex: number,
  states: string,
  indexes: readonly number[] | null,
): (index: number) => Letter | undefined {
  if (indexes === null) return (index) => states[index - firstIndex] as Letter | undefined;
  const byIndex = new Map(indexes.map((index, position) => [index, states[position] as Letter]));
  return (index) => byIndex.get(index);
}

function statusText(state: string, validationErrors: string, problems: string): string {
  return `{"state":"${state}","validation_errors":${validationErrors},"problems":${problems}}`;
}
