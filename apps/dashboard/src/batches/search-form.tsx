import { ITEM_STATES } from '@app/domain';
import { type RegisteredPartner } from '@app/persistence';
import { type BatchSearch } from './batch-search';

/** What one can search batches by. */
export function SearchForm({
  search,
  partners,
}: {
  readonly search: BatchSearch;
  readonly partners: readonly RegisteredPartner[];
}) {
  return (
    <form class="fields" method="get" action="/batches" role="search">
      <label>
        Id or key
        <input
          name="q"
          type="search"
          value={search.name}
          placeholder="status_check_id, item or idempotency key"
        />
      </label>
      <label>
        Partner
        <select name="partner">
          <option value="">all</option>
          {search.partner !== '' && partners.every(({ clientId }) => clientId !== search.partner) && (
            <option value={search.partner} selected>
              {search.partner}
            </option>
          )}
          {partners.map(({ clientId, name }) => (
            <option key={clientId} value={clientId} selected={clientId === search.partner}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        With items that are
        <select name="state">
          <option value="">in any state</option>
          {ITEM_STATES.map((state) => (
            <option key={state} value={state} selected={state === search.state}>
              {state}
            </option>
          ))}
        </select>
      </label>
      <label>
        Accepted from (UTC)
        <input name="from" type="datetime-local" value={search.from} />
      </label>
      <label>
        until (UTC)
        <input name="to" type="datetime-local" value={search.to} />
      </label>
      <button>Search</button>
    </form>
  );
}
