import { type BatchSummary } from '@app/persistence';
import { Moment } from '../pages/moment';
import { StatesBar } from '../pages/states';
import { type Column, Table } from '../pages/table';
import { numberInWords } from '../pages/words';
import { batchAddress } from './batch-address';
import { countsOf } from './counts-of';

const COLUMNS: readonly Column<BatchSummary>[] = [
  { label: 'Accepted (UTC)', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { label: 'Partner', cell: ({ partnerName }) => partnerName },
  { label: 'Kind', cell: ({ recordKind }) => recordKind },
  { label: 'Items', kind: 'number', cell: ({ itemCount }) => numberInWords(itemCount) },
  { label: 'States', kind: 'bar', cell: (batch) => <StatesBar counts={countsOf(batch)} /> },
  { label: 'Failed', kind: 'number', cell: ({ counts }) => <Count of={counts.Failed} state="failed" /> },
  { label: 'Waiting', kind: 'number', cell: (batch) => <Count of={countsOf(batch).Pending} /> },
];

/** Batches as lines, with what became of their items. */
export function BatchesTable({
  batches,
  notes = new Map(),
}: {
  readonly batches: readonly BatchSummary[];
  /** Something to say about a batch. */
  readonly notes?: ReadonlyMap<BatchSummary, string>;
}) {
  const name: Column<BatchSummary> = {
    label: 'Batch',
    kind: 'name',
    cell: (batch) => (
      <>
        <a class="mono" href={batchAddress(batch)}>
          {batch.statusCheckId}
        </a>
        {notes.has(batch) && <div class="soft">{notes.get(batch)}</div>}
      </>
    ),
  };
  return (
    <Table
      name="batches"
      columns={[name, ...COLUMNS]}
      lines={batches}
      keyOf={({ statusCheckId }) => statusCheckId}
    />
  );
}

/** A count that is seen only where there is something. */
function Count({ of, state }: { readonly of: number; readonly state?: 'failed' }) {
  return <span class={of === 0 ? 'soft' : state}>{numberInWords(of)}</span>;
}
