import { type PartnerBacklog, RATE_BUCKET_S, type RateBucket } from '@app/persistence';
import { type Lane } from '@app/queue';

/** What the overview says at one moment. */
export interface OverviewFigures {
  /** Of the last hour, those without anything included, the oldest first. */
  readonly buckets: readonly RateBucket[];
  readonly backlog: readonly PartnerBacklog[];
  /** Null where Redis does not tell. */
  readonly workersAlive: number | null;
  /** The queues that an operator has paused; null where Redis does not tell. */
  readonly pausedLanes: readonly Lane[] | null;
}

/** Sums over the last buckets. */
export interface Lately {
  readonly acceptedPerS: number;
  readonly decidedPerS: number;
  readonly decided: number;
  readonly failed: number;
  readonly conflict: number;
}

/** The bucket that has just begun would make every rate look as if it fell: it is left out. */
export function lately({ buckets }: OverviewFigures, seconds: number): Lately {
  const some = buckets.slice(-1 - seconds / RATE_BUCKET_S, -1);
  const sum = (of: (bucket: RateBucket) => number): number => some.reduce((all, one) => all + of(one), 0);
  const decided = sum(decidedIn);
  return {
    acceptedPerS: sum(({ accepted }) => accepted) / seconds,
    decidedPerS: decided / seconds,
    decided,
    failed: sum(({ failed }) => failed),
    conflict: sum(({ conflict }) => conflict),
  };
}

/** How many items were decided in a bucket. */
export function decidedIn({ completed, duplicate, conflict, failed }: RateBucket): number {
  return completed + duplicate + conflict + failed;
}
