import { RATE_BUCKET_S, type RateBucket } from '@app/persistence';
import { decidedIn, type OverviewFigures } from './overview-figures';

/** What the charts are drawn of: columns of numbers, times in seconds first, and rates per second. */
export type ChartSeries = Readonly<Record<string, readonly number[]>>;

/**
 * The series of the last hour. The bucket that has just begun is left out, as it would make every rate look as if it fell.
 * @param most at most so many points, those at the end
 */
export function chartSeries({ buckets, backlog }: OverviewFigures, most = Infinity): ChartSeries {
  const waiting = waitingAtEnds(
    buckets,
    backlog.reduce((sum, { items }) => sum + items, 0),
  );
  const first = Math.max(0, buckets.length - 1 - most);
  const shown = buckets.slice(first, -1);
  const perS = (of: (bucket: RateBucket) => number): number[] =>
    shown.map((bucket) => Math.round((10 * of(bucket)) / RATE_BUCKET_S) / 10);
  return {
    at: shown.map(({ atS }) => atS),
    accepted: perS(({ accepted }) => accepted),
    completed: perS(({ completed }) => completed),
    duplicate: perS(({ duplicate }) => duplicate),
    conflict: perS(({ conflict }) => conflict),
    failed: perS(({ failed }) => failed),
    waiting: waiting.slice(first, -1),
  };
}

/**
 * How much waited at the end of each bucket: what waits now, less what was accepted since then, and what was decided since then. Nobody has to
 * store it. What waits and the rates are read one shortly after the other, and so it may be a little off while much happens.
 */
function waitingAtEnds(buckets: readonly RateBucket[], now: number): number[] {
  let waiting = now;
  return buckets
    .toReversed()
    .map((bucket) => {
      const atEnd = Math.max(0, waiting);
      waiting += decidedIn(bucket) - bucket.accepted;
      return atEnd;
    })
    .toReversed();
}
