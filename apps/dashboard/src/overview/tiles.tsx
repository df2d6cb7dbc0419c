import { type PartnerBacklog } from '@app/persistence';
import { type ComponentChildren } from 'preact';
import { Age } from '../pages/moment';
import { numberInWords, shareInWords } from '../pages/words';
import { lately, type OverviewFigures } from './overview-figures';

const MINUTE_S = 60;
const FIVE_MINUTES_S = 300;

interface TileProps {
  readonly name: string;
  readonly label: string;
  readonly note: ComponentChildren;
  readonly tone?: 'bad' | undefined;
  readonly children: ComponentChildren;
}

function Tile({ name, label, note, tone, children }: TileProps) {
  return (
    <div class={`tile ${tone ?? ''}`} data-tile={name}>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <dd class="soft">{note}</dd>
    </div>
  );
}

function waitingOf(partners: number): string {
  return partners === 0 ? 'items' : `items of ${partners} ${partners === 1 ? 'partner' : 'partners'}`;
}

/** The partner whose batch has waited longest; the backlog begins with those that are stalled. */
function longestWaiting(backlog: readonly PartnerBacklog[]): PartnerBacklog | undefined {
  return [...backlog].sort((a, b) => a.oldestSince.getTime() - b.oldestSince.getTime())[0];
}

/** The figures that somebody looks at first. */
export function Tiles({ figures }: { readonly figures: OverviewFigures }) {
  const { backlog, workersAlive } = figures;
  const minute = lately(figures, MINUTE_S);
  const five = lately(figures, FIVE_MINUTES_S);
  const waiting = backlog.reduce((sum, { items }) => sum + items, 0);
  const oldest = longestWaiting(backlog);
  return (
    <dl class="tiles" id="tiles">
      <Tile name="decided" label="Decided" note="items/s, in the last minute">
        {numberInWords(minute.decidedPerS)}
      </Tile>
      <Tile name="accepted" label="Accepted" note="items/s, in the last minute">
        {numberInWords(minute.acceptedPerS)}
      </Tile>
      <Tile name="backlog" label="Waiting" note={waitingOf(backlog.length)}>
        {backlog.some(({ more }) => more) && '> '}
        {numberInWords(waiting)}
      </Tile>
      <Tile name="oldest" label="Oldest waiting" note={oldest?.name ?? 'nothing waits'}>
        {oldest === undefined ? '–' : <Age since={oldest.oldestSince} />}
      </Tile>
      <Tile
        name="failed"
        label="Failed"
        note={`${shareInWords(five.conflict, five.decided)} conflict, in 5 min`}
      >
        {shareInWords(five.failed, five.decided)}
      </Tile>
      <Tile
        name="workers"
        label="Workers"
        note={workersAlive === null ? 'Redis does not tell' : workersAlive === 0 ? 'nobody decides' : 'alive'}
        tone={workersAlive === 0 ? 'bad' : undefined}
      >
        {workersAlive ?? '?'}
      </Tile>
    </dl>
  );
}
