/** A source of chance that gives the same run for the same seed (mulberry32). Gives numbers from 0 to below 1. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of a list's elements, in the list's order. */
export function someOf<T>(all: readonly T[], count: number, chance: () => number): T[] {
  const shuffled = all.map((element, place) => ({ element, place, at: chance() }));
  shuffled.sort((a, b) => a.at - b.at);
  return shuffled
    .slice(0, count)
    .sort((a, b) => a.place - b.place)
    .map(({ element }) => element);
}
