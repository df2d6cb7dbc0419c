import { VOLUME_PERIODS_S, type VolumePeriod, type Volumes } from '@app/persistence';
import { Age } from '../pages/moment';
import { StateCounts } from '../pages/states';
import { numberInWords } from '../pages/words';
import { partnerAddress } from './partner-address';
import { totalOf } from './total-of';
import { VolumesChart } from './volumes-chart';

const PERIODS = Object.keys(VOLUME_PERIODS_S) as VolumePeriod[];
const LABELS: Readonly<Record<VolumePeriod, string>> = {
  newest: 'Newest batches',
  hour: 'Last hour',
  day: 'Last day',
  week: 'Last week',
};

interface VolumesSectionProps {
  readonly clientId: string;
  readonly period: VolumePeriod;
  readonly volumes: Volumes;
}

/** What a partner has sent in the time that is chosen, and links that choose another one. */
export function VolumesSection({ clientId, period, volumes }: VolumesSectionProps) {
  return (
    <section id="volumes">
      <h2>Volumes</h2>
      <nav class="filters" aria-label="Time of the volumes">
        {PERIODS.map((one) => (
          <a key={one} href={addressOf(clientId, one)} aria-current={one === period ? 'true' : undefined}>
            {LABELS[one]}
          </a>
        ))}
      </nav>
      <VolumesOf period={period} volumes={volumes} />
    </section>
  );
}

/** Reads the address of the page: the newest batches, where it names no time that there is. */
export function periodOf(given: unknown): VolumePeriod {
  return PERIODS.find((one) => one === given) ?? 'newest';
}

function addressOf(clientId: string, period: VolumePeriod): string {
  return `${partnerAddress(clientId)}${period === 'newest' ? '' : `?over=${period}`}#volumes`;
}

function VolumesOf({ period, volumes }: Pick<VolumesSectionProps, 'period' | 'volumes'>) {
  const [first] = volumes.slices;
  if (first === undefined)
    return (
      <p class="soft">
        {period === 'newest' ? 'It has not sent anything yet.' : 'It has sent nothing in this time.'}
      </p>
    );
  const { batches, items, counts } = totalOf(volumes.slices);
  const isCut = volumes.bounded && period !== 'newest';
  return (
    <>
      <p class="soft">
        {period === 'newest' || isCut ? 'Its newest ' : ''}
        {numberInWords(batches)} batches: {numberInWords(items)} items, of the last <Age since={first.from} />
        .
      </p>
      {isCut && (
        <p class="note" data-cut>
          No more than {numberInWords(batches)} batches are read: what it sent before these in the{' '}
          {LABELS[period].toLowerCase()} is not among the figures.
        </p>
      )}
      <VolumesChart slices={volumes.slices} />
      <StateCounts counts={counts} />
    </>
  );
}
