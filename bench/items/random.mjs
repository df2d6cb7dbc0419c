/**
 * Numbers that are the same at every run with the same seed (mulberry32), so that two runs send equally compressible items.
 * @param {number} seed
 * @returns {(below: number) => number} the next whole number from 0 to below - 1
 */
export function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
