import fc from 'fast-check';

/** Somewhere in something whose size is not known yet: shrinks towards its beginning. */
export const place = fc.integer({ min: 0, max: 0xffff });

/** The index that a place stands for among so many. */
export function indexAt(at: number, count: number): number {
  return Math.floor((at / 0x10000) * count);
}
