import { ITEM_STATES } from '@app/domain';
import { type InspectedBatch } from '@app/persistence';
import { State } from '../pages/states';
import { addressOfItems, type ItemsChoice } from './items-choice';

/** Links that choose items by their state, and a field that finds those with a key. */
export function ItemSearch({
  batch,
  choice,
}: {
  readonly batch: InspectedBatch;
  readonly choice: ItemsChoice;
}) {
  const { state, key } = choice;
  const current = (is: boolean) => (is && key === '' ? 'true' : undefined);
  return (
    <>
      <nav class="filters" aria-label="Items by state">
        <a href={addressOfItems(batch, { state: null, key: '' })} aria-current={current(state === null)}>
          All
        </a>
        {ITEM_STATES.map((one) => (
          <a
            key={one}
            href={addressOfItems(batch, { state: one, key: '' })}
            aria-current={current(state === one)}
          >
            <State of={one} />
          </a>
        ))}
      </nav>
      <form class="fields find" method="get" action={addressOfItems(batch)} role="search">
        <label>
          Key of an item
          <input name="key" type="search" value={key} />
        </label>
        <button>Find</button>
      </form>
    </>
  );
}

/** Why there is nothing to show. */
export function NoItems({ choice: { key } }: { readonly choice: ItemsChoice }) {
  return (
    <p class="soft">
      {key === ''
        ? 'No item is in this state.'
        : `No decided item of this batch has the key “${key}”. Those that are Pending, and those without a usable key, are not found by it.`}
    </p>
  );
}
