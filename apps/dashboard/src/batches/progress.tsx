import { type InspectedBatch } from '@app/persistence';
import { StateCounts, StatesBar } from '../pages/states';
import { durationInWords, numberInWords } from '../pages/words';
import { countsOf } from './counts-of';

/** How far a batch is; replaced while it is under way. */
export function Progress({ batch }: { readonly batch: InspectedBatch }) {
  const counts = countsOf(batch);
  const decided = batch.itemCount - counts.Pending;
  return (
    <div id="progress" data-under-way={counts.Pending > 0 ? 'yes' : undefined}>
      <p>
        <label class="soft">
          {numberInWords(decided)} of {numberInWords(batch.itemCount)} items decided
          {timeTaken(batch, counts.Pending)}
          <progress class="visually-hidden" max={batch.itemCount} value={decided} />
        </label>
      </p>
      <StatesBar counts={counts} />
      <StateCounts counts={counts} />
    </div>
  );
}

function timeTaken({ createdAt, lastDecidedAt }: InspectedBatch, pending: number): string {
  if (pending > 0 || lastDecidedAt === null) return '';
  const ms = lastDecidedAt.getTime() - createdAt.getTime();
  return `, in ${ms < 2000 ? `${Math.max(0, Math.round(ms))} ms` : durationInWords(ms)}`;
}
