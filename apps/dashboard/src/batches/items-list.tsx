import { type Problem } from '@app/domain';
import { type InspectedBatch } from '@app/persistence';
import { State } from '../pages/states';
import { numberInWords } from '../pages/words';
import { batchAddress } from './batch-address';
import { ItemSearch, NoItems } from './item-search';
import { addressOfItems, type ItemsChoice } from './items-choice';
import { type ShownItem } from './read-item-texts';

/** Of one item, so that fifty of them are a page. */
export const MOST_SHOWN_CHARACTERS = 16 * 1024;
const MOST_SHOWN_PROBLEMS = 20;
const MOST_POINTER_CHARACTERS = 500;

/** Which items of a batch are shown. */
export interface ItemsView {
  readonly choice: ItemsChoice;
  readonly items: readonly ShownItem[];
  /** Index to go on from; null at the end. */
  readonly next: number | null;
}

/** Items with what was sent and why they are as they are, and links that choose among them. */
export function ItemsList({ batch, view }: { readonly batch: InspectedBatch; readonly view: ItemsView }) {
  const { choice, items, next } = view;
  return (
    <>
      <ItemSearch batch={batch} choice={choice} />
      {items.length === 0 ? (
        <NoItems choice={choice} />
      ) : (
        <ol class="items">
          {items.map((item) => (
            <li key={item.index} data-item={item.index} id={`item-${item.index}`}>
              <span class="soft">{numberInWords(item.index)}</span>
              <State of={item.state} />
              <div>
                <Text of={item} />
                <Problems batch={batch} problems={item.problems} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {next !== null && (
        <p class="actions">
          <a class="button quiet" rel="next" href={addressOfItems(batch, choice, next)}>
            More items
          </a>
        </p>
      )}
    </>
  );
}

/** What was sent. A page of items has to stay one that a browser can show, however large they are. */
function Text({ of: { text, length, state } }: { readonly of: ShownItem }) {
  if (text === null) return <pre>deleted: its time to be kept is over</pre>;
  const isInDownload = state === 'Failed' || state === 'Conflict';
  return (
    <>
      <pre>{text}</pre>
      {length > text.length && (
        <p class="soft" data-cut>
          These are the first {numberInWords(text.length)} of {numberInWords(length)} characters
          {isInDownload ? '; the download has all of them.' : '.'}
        </p>
      )}
    </>
  );
}

interface ProblemsProps {
  readonly batch: InspectedBatch;
  readonly problems: readonly Problem[];
}

function Problems({ batch, problems }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <ul class="problems">
      {problems.slice(0, MOST_SHOWN_PROBLEMS).map((problem, at) => (
        <li key={at}>
          <code>{problem.code}</code> {problem.pointer !== '' && <code>{shownPointer(problem.pointer)}</code>}{' '}
          {problem.detail}
          <Original batch={batch} problem={problem} />
        </li>
      ))}
      {problems.length > MOST_SHOWN_PROBLEMS && (
        <li class="soft">and {numberInWords(problems.length - MOST_SHOWN_PROBLEMS)} more</li>
      )}
    </ul>
  );
}

/** Names of members are the sender's, and of any length. */
function shownPointer(pointer: string): string {
  return pointer.length > MOST_POINTER_CHARACTERS
    ? `${pointer.slice(0, MOST_POINTER_CHARACTERS)} …`
    : pointer;
}

/** The item that came first, of this batch or of the one that is named. */
function Original({ batch, problem }: { readonly batch: InspectedBatch; readonly problem: Problem }) {
  const original = problem.duplicate_of;
  if (original === undefined) return null;
  const statusCheckId = original.status_check_id ?? batch.statusCheckId;
  const address = batchAddress({ clientId: batch.clientId, statusCheckId });
  return (
    <>
      {' '}
      <a href={`${address}?from=${original.index}#items`}>the item that came first</a>
    </>
  );
}
