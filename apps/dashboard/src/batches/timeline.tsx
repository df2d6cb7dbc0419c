import { type InspectedBatch, type InspectedShard } from '@app/persistence';
import { Moment } from '../pages/moment';
import { type Column, Table } from '../pages/table';
import { numberInWords } from '../pages/words';

/** What happened to each shard, and when: from being accepted over being released to being decided. */
export function Timeline({ batch }: { readonly batch: InspectedBatch }) {
  const beginMs = batch.createdAt.getTime();
  const isUnderWay = batch.timeline.some(({ decidedAt }) => decidedAt === null);
  const endMs = isUnderWay ? Date.now() : (batch.lastDecidedAt ?? batch.createdAt).getTime();
  const place = (moment: Date): number =>
    endMs <= beginMs
      ? 0
      : Math.min(100, Math.max(0, (100 * (moment.getTime() - beginMs)) / (endMs - beginMs)));
  const columns: readonly Column<InspectedShard>[] = [
    {
      label: 'Items',
      kind: 'name',
      cell: ({ firstIndex, itemCount }) =>
        `${numberInWords(firstIndex)} – ${numberInWords(firstIndex + itemCount - 1)}`,
    },
    {
      label: 'Waited, then worked at',
      kind: 'bar',
      cell: (shard) => <Course shard={shard} place={place} end={new Date(endMs)} />,
    },
    { label: 'Released (UTC)', cell: ({ releasedAt }) => <MomentOrNot at={releasedAt} /> },
    { label: 'Decided (UTC)', cell: ({ decidedAt }) => <MomentOrNot at={decidedAt} /> },
    { label: 'After accepted', kind: 'number', cell: ({ decidedAt }) => secondsAfter(batch, decidedAt) },
    {
      label: 'Attempts',
      kind: 'number',
      cell: ({ attempts }) => <span class={attempts > 1 ? 'conflict' : undefined}>{attempts}</span>,
    },
  ];
  return <Table name="timeline" columns={columns} lines={batch.timeline} keyOf={({ shardNo }) => shardNo} />;
}

interface CourseProps {
  readonly shard: InspectedShard;
  readonly place: (moment: Date) => number;
  /** Where the picture ends. */
  readonly end: Date;
}

/** Thin while it waited, thick while it was handed out. */
function Course({ shard: { releasedAt, decidedAt }, place, end }: CourseProps) {
  const from = releasedAt === null ? 100 : place(releasedAt);
  const to = place(decidedAt ?? end);
  return (
    <svg class="course" aria-hidden="true">
      <rect class="waited" y="40%" width={`${from}%`} height="20%" />
      <rect
        class={decidedAt === null ? 'pending' : 'worked'}
        x={`${Math.min(from, 99)}%`}
        width={`${Math.max(releasedAt === null ? 0 : 1, to - from)}%`}
        height="100%"
      />
    </svg>
  );
}

function MomentOrNot({ at }: { readonly at: Date | null }) {
  return at === null ? <span class="soft">not yet</span> : <Moment at={at} />;
}

function secondsAfter({ createdAt }: InspectedBatch, decidedAt: Date | null): string {
  return decidedAt === null ? '–' : `${((decidedAt.getTime() - createdAt.getTime()) / 1000).toFixed(2)} s`;
}
