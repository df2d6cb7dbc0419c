import { type PartnerBacklog } from '@app/persistence';
import { Age } from '../pages/moment';
import { ShareBar } from '../pages/share-bar';
import { type Column, Table } from '../pages/table';
import { numberInWords } from '../pages/words';

/** Who waits, how much beside the others, for how long, and who is stalled. */
export function BacklogTable({ backlog }: { readonly backlog: readonly PartnerBacklog[] }) {
  if (backlog.length === 0)
    return (
      <p id="backlog" class="soft">
        Nothing waits: every accepted item is decided.
      </p>
    );
  const most = Math.max(...backlog.map(({ items }) => items));
  const columns: readonly Column<PartnerBacklog>[] = [
    {
      label: 'Partner',
      kind: 'name',
      cell: ({ clientId, name }) => (
        <a href={`/batches?partner=${encodeURIComponent(clientId)}&state=Pending`}>{name}</a>
      ),
    },
    { label: 'Beside others', kind: 'bar', cell: ({ items }) => <ShareBar part={items} whole={most} /> },
    {
      label: 'Items',
      kind: 'number',
      cell: ({ items, more }) => `${more ? '> ' : ''}${numberInWords(items)}`,
    },
    { label: 'Shards', kind: 'number', cell: ({ shards }) => numberInWords(shards) },
    { label: 'Oldest', kind: 'number', cell: ({ oldestSince }) => <Age since={oldestSince} /> },
    {
      label: 'Nothing decided for',
      kind: 'number',
      cell: ({ unmovedSince, stalled }) => (
        <>
          {stalled && <strong class="stalled">stalled</strong>} <Age since={unmovedSince} />
        </>
      ),
    },
  ];
  return (
    <div id="backlog">
      <Table name="backlog" columns={columns} lines={backlog} keyOf={({ clientId }) => clientId} />
    </div>
  );
}
