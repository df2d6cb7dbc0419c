import { type FoundBatch, type ListedBatches, type RegisteredPartner } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { addressBehind, type BatchSearch } from './batch-search';
import { BatchesTable } from './batches-table';
import { SearchForm } from './search-form';

/** What goes by the name that was searched for, a part of the list, or the partner that there is not. */
export type BatchesOutcome =
  | { readonly found: readonly FoundBatch[] }
  | { readonly listed: ListedBatches }
  | { readonly unknownPartner: string };

interface BatchesPageProps {
  readonly session: Session;
  readonly search: BatchSearch;
  readonly partners: readonly RegisteredPartner[];
  readonly outcome: BatchesOutcome;
}

/** Search and list of batches. */
export function BatchesPage({ session, search, partners, outcome }: BatchesPageProps) {
  return (
    <Frame title="Batches" place="/batches" session={session}>
      <h1>Batches</h1>
      <section>
        <SearchForm search={search} partners={partners} />
      </section>
      <section>
        {'found' in outcome && <Found search={search} found={outcome.found} />}
        {'listed' in outcome && <Listed search={search} listed={outcome.listed} />}
        {'unknownPartner' in outcome && <p>There is no partner “{outcome.unknownPartner}”.</p>}
      </section>
    </Frame>
  );
}

interface FoundProps {
  readonly search: BatchSearch;
  readonly found: readonly FoundBatch[];
}

function Found({ search, found }: FoundProps) {
  const { name, partner, state, from, to } = search;
  const isNarrowed = partner !== '' || state !== null || from !== '' || to !== '';
  const notes = new Map(
    found.map(({ batch, by, itemIndex }) => [
      batch,
      itemIndex === null ? `by its ${by}` : `saved item ${itemIndex}, by its ${by}`,
    ]),
  );
  return (
    <>
      <h2>Known as “{name}”</h2>
      {found.length === 0 ? (
        <p>
          No batch goes by this name{isNarrowed && ' and is as the other fields say'}. Items are found by
          their key once they are saved; an item that was refused is found in its batch, by partner and time.
        </p>
      ) : (
        <BatchesTable batches={found.map(({ batch }) => batch)} notes={notes} />
      )}
    </>
  );
}

function Listed({ search, listed }: { readonly search: BatchSearch; readonly listed: ListedBatches }) {
  const { batches, next } = listed;
  return (
    <>
      <h2>{search.behind === null ? 'Newest first' : 'Further back'}</h2>
      {batches.length === 0 && (
        <p>{next === null ? 'No batch is like that.' : 'None among those looked at so far.'}</p>
      )}
      {batches.length > 0 && <BatchesTable batches={batches} />}
      {next !== null && (
        <p class="actions">
          <a class="button quiet" rel="next" href={addressBehind(search, next)}>
            Older batches
          </a>
        </p>
      )}
    </>
  );
}
