import { type ItemState } from '@app/domain';
import { type BatchView, type ItemWindow, type ShardView, STATE_LETTERS } from '@app/persistence';
import { type Page } from './page';

/** The part of a shard that a page shows: from its first item that is shown to behind its last. */
export interface ShownPart extends ItemWindow {
  readonly shard: ShardView;
  readonly stateOf: (index: number) => ItemState;
}

/** What a page shows of a batch: parts of shards in order, and the index with which the next page begins, if one follows. */
export interface ShownItems {
  readonly parts: readonly ShownPart[];
  readonly next: number | undefined;
}

/** Chooses the items of a page out of a view that has the states of the page's window. */
export function shownItems({ shards }: BatchView, { from, limit, states }: Page): ShownItems {
  const parts: ShownPart[] = [];
  if (limit === 0) return { parts, next: undefined };
  let left = limit;
  for (const shard of shards) {
    const stateOf = statesOf(shard);
    let first: number | undefined;
    let behindLast = shard.firstIndex;
    let next: number | undefined;
    for (let index = Math.max(from, shard.firstIndex); index < shard.firstIndex + shard.itemCount; index++) {
      if (states !== null && !states.has(stateOf(index))) continue;
      if (left === 0) {
        next = index;
        break;
      }
      left--;
      first ??= index;
      behindLast = index + 1;
    }
    if (first !== undefined) parts.push({ shard, from: first, to: behindLast, stateOf });
    if (next !== undefined) return { parts, next };
  }
  return { parts, next: undefined };
}

/** Finds the state of an item of a shard by its index. */
function statesOf({ from, states, indexes }: ShardView): (index: number) => ItemState {
  if (indexes === null) return (index) => stateOfLetter(states[index - from]);
  const byIndex = new Map(indexes.map((index, position) => [index, stateOfLetter(states[position])]));
  return (index) => byIndex.get(index) ?? 'Pending';
}

function stateOfLetter(letter: string | undefined): ItemState {
  return letter === undefined ? 'Pending' : STATE_LETTERS[letter as keyof typeof STATE_LETTERS];
}
