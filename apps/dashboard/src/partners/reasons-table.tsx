import { type RankedReason } from '@app/persistence';
import { ShareBar } from '../pages/share-bar';
import { State } from '../pages/states';
import { type Column, Table } from '../pages/table';
import { numberInWords } from '../pages/words';

/** Why items were not saved, the most frequent reason first. */
export function ReasonsTable({ reasons }: { readonly reasons: readonly RankedReason[] }) {
  const [most] = reasons;
  if (most === undefined) return <p class="soft">Every item of its newest batches was saved.</p>;
  const columns: readonly Column<RankedReason>[] = [
    {
      label: 'Problem',
      kind: 'name',
      cell: ({ code, pointer }) => (
        <>
          <code>{code}</code> {pointer !== '' && <code class="soft">{pointer}</code>}
        </>
      ),
    },
    { label: 'State', cell: ({ state }) => <State of={state} /> },
    {
      label: 'Beside the most frequent',
      kind: 'bar',
      cell: ({ items }) => <ShareBar part={items} whole={most.items} />,
    },
    { label: 'Items', kind: 'number', cell: ({ items }) => numberInWords(items) },
  ];
  return (
    <Table
      name="reasons"
      columns={columns}
      lines={reasons}
      keyOf={({ state, code, pointer }) => [state, code, pointer].join(' ')}
    />
  );
}
