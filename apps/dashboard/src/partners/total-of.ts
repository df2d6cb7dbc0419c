import { type VolumeSlice } from '@app/persistence';
import { type CountsByState } from '../pages/states';

/** All of a partner's batches together; what is not decided is `Pending`. */
export function totalOf(slices: readonly VolumeSlice[]): {
  batches: number;
  items: number;
  counts: CountsByState;
} {
  const sum = (of: (slice: VolumeSlice) => number): number =>
    slices.reduce((total, slice) => total + of(slice), 0);
  const items = sum((slice) => slice.items);
  const counts = {
    Completed: sum((slice) => slice.counts.Completed),
    Duplicate: sum((slice) => slice.counts.Duplicate),
    Conflict: sum((slice) => slice.counts.Conflict),
    Failed: sum((slice) => slice.counts.Failed),
  };
  const decided = counts.Completed + counts.Duplicate + counts.Conflict + counts.Failed;
  return { batches: sum((slice) => slice.batches), items, counts: { Pending: items - decided, ...counts } };
}
