import { type DecidedState } from '@app/domain';
import { type VolumeSlice } from '@app/persistence';
import { momentInWords, numberInWords } from '../pages/words';

/** From the bottom up. */
const ORDER: readonly DecidedState[] = ['Completed', 'Duplicate', 'Conflict', 'Failed'];

/** What a partner sent over time, and what became of it. Drawn here: it needs no script, and it does not change while one looks. */
export function VolumesChart({ slices }: { readonly slices: readonly VolumeSlice[] }) {
  const most = Math.max(...slices.map(({ items }) => items), 1);
  const [first] = slices;
  if (first === undefined) return null;
  return (
    <figure class="volumes">
      <svg role="img" aria-label={`Items over time, at most ${numberInWords(most)} at once`} height="120">
        {slices.map((slice, at) => (
          <SliceBar key={at} slice={slice} at={at} of={slices.length} most={most} />
        ))}
      </svg>
      <figcaption>
        <span>{momentInWords(first.from)}</span>
        <span>now (UTC)</span>
      </figcaption>
    </figure>
  );
}

interface SliceBarProps {
  readonly slice: VolumeSlice;
  readonly at: number;
  readonly of: number;
  readonly most: number;
}

function SliceBar({ slice: { from, items, counts }, at, of, most }: SliceBarProps) {
  const decided = ORDER.reduce((sum, state) => sum + counts[state], 0);
  let below = 0;
  const bar = (state: string, count: number) => {
    below += count;
    return count === 0 ? null : (
      <rect
        key={state}
        class={state.toLowerCase()}
        x={`${(100 * at) / of}%`}
        width={`${90 / of}%`}
        y={`${100 - (100 * below) / most}%`}
        height={`${(100 * count) / most}%`}
      />
    );
  };
  return (
    <g>
      <title>{`from ${momentInWords(from)}: ${numberInWords(items)} items, ${numberInWords(counts.Failed)} Failed`}</title>
      {ORDER.map((state) => bar(state, counts[state]))}
      {bar('Pending', items - decided)}
    </g>
  );
}
