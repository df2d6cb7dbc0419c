/**
 * Two lanes, so that a small batch does not stand behind large ones: a Bull queue each, both worked on by every worker.
 * Concurrency is per worker process: deciding a large shard is mostly Node's own work, and a second one fills the time that the first
 * spends waiting for PostgreSQL; small shards mostly wait.
 */
export const LANES = {
  small: { queue: 'small', concurrency: 6 },
  bulk: { queue: 'bulk', concurrency: 2 },
} as const;

export type Lane = keyof typeof LANES;
export const LANE_NAMES = ['small', 'bulk'] as const satisfies readonly Lane[];

/** Shards of up to so many items are small. */
const SMALL_ITEMS = 500;

/** The lane of a shard of so many items. */
export function laneOf(itemCount: number): Lane {
  return itemCount <= SMALL_ITEMS ? 'small' : 'bulk';
}
