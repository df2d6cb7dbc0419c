import { type ItemState, type Problem } from '@app/domain';
import { type Page } from './page';
import { type ShownPart } from './shown-items';

/** What the elements of a shard are made of: the texts of all its items, and the problems of those that have some, by item index. */
export interface ElementSources {
  readonly texts: readonly string[];
  readonly problems: ReadonlyMap<number, string>;
}

/** The elements of `result` for one part of a page as JSON text, in order: text, since `data` must keep its literals. */
export function* elements(
  { shard, from, to, stateOf }: ShownPart,
  { texts, problems }: ElementSources,
  { states, indexed }: Page,
): Generator<string> {
  for (let index = from; index < to; index++) {
    const state = stateOf(index);
    if (states !== null && !states.has(state)) continue;
    const text = texts[index - shard.firstIndex] ?? '';
    const known = indexed ? `"index":${index},` : '';
    yield `{${known}"data":${text},"status":${statusText(state, problems.get(index))}}`;
  }
}

/** @param problems as JSON text; those of an item that was undecided at the view's moment do not belong to it */
function statusText(state: ItemState, problems: string | undefined): string {
  if (problems === undefined || state === 'Pending') return WITHOUT_PROBLEMS[state];
  const details = (JSON.parse(problems) as Problem[]).map(({ detail }) => detail);
  return `{"state":"${state}","validation_errors":${JSON.stringify(details)},"problems":${problems}}`;
}

const WITHOUT_PROBLEMS: Readonly<Record<ItemState, string>> = {
  Pending: withoutProblems('Pending'),
  Completed: withoutProblems('Completed'),
  Duplicate: withoutProblems('Duplicate'),
  Conflict: withoutProblems('Conflict'),
  Failed: withoutProblems('Failed'),
};

function withoutProblems(state: ItemState): string {
  return `{"state":"${state}","validation_errors":[],"problems":[]}`;
}
