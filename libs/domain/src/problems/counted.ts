const ENGLISH = new Intl.NumberFormat('en');

/** Characters and digits are counted as far as this, half a millisecond: values may be of any size. */
export const COUNTED_UP_TO = 100_000;

/** A whole number as sentences have it: `1,204`. */
export function inDigits(count: number): string {
  return ENGLISH.format(count);
}

/** A number of things that were found, which may be infinite: `1,204`, `more than 100,000`. */
export function counted(count: number): string {
  return count > COUNTED_UP_TO ? `more than ${inDigits(COUNTED_UP_TO)}` : inDigits(count);
}

/** So many things of a kind: `1 element`, `1,204 elements`. */
export function countedThings(count: number, thing: string): string {
  return `${inDigits(count)} ${thing}${count === 1 ? '' : 's'}`;
}
