import { ITEM_STATES, type ItemState } from '@app/domain';
import { numberInWords, shareInWords } from './words';

/** How many items are in each state. */
export type CountsByState = Readonly<Record<ItemState, number>>;

/** A sign beside the colour, which not everybody can tell. */
const SIGNS: Readonly<Record<ItemState, string>> = {
  Pending: '…',
  Completed: '✓',
  Duplicate: '=',
  Conflict: '≠',
  Failed: '✕',
};

/** The name of a state, with its colour and its sign. */
export function State({ of }: { readonly of: ItemState }) {
  return (
    <span class={`state ${of.toLowerCase()}`}>
      <span aria-hidden="true">{SIGNS[of]}</span> {of}
    </span>
  );
}

/** Parts of a whole as a bar, in the order of the states; it says in words what it shows. */
export function StatesBar({ counts }: { readonly counts: CountsByState }) {
  const order = [...ITEM_STATES.filter((state) => state !== 'Pending'), 'Pending'] as const;
  const total = order.reduce((sum, state) => sum + counts[state], 0);
  const label = order
    .filter((state) => counts[state] > 0)
    .map((state) => `${numberInWords(counts[state])} ${state}`)
    .join(', ');
  let before = 0;
  return (
    <svg
      class="states-bar"
      role="img"
      aria-label={label === '' ? 'nothing' : label}
      preserveAspectRatio="none"
    >
      {order.map((state) => {
        const from = before;
        before += counts[state];
        return counts[state] === 0 ? null : (
          <rect
            key={state}
            class={state.toLowerCase()}
            x={`${(100 * from) / total}%`}
            width={`${(100 * counts[state]) / total}%`}
            height="100%"
          />
        );
      })}
    </svg>
  );
}

/** Counts by state side by side. */
export function StateCounts({ counts }: { readonly counts: CountsByState }) {
  const total = ITEM_STATES.reduce((sum, state) => sum + counts[state], 0);
  return (
    <dl class="tiles" data-counts>
      {ITEM_STATES.map((state) => (
        <div key={state} class={`tile ${state.toLowerCase()}`}>
          <dt>
            <State of={state} />
          </dt>
          <dd data-count={state}>{numberInWords(counts[state])}</dd>
          <dd class="soft">{shareInWords(counts[state], total)}</dd>
        </div>
      ))}
    </dl>
  );
}
