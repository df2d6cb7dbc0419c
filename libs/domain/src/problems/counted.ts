const ENGLISH = new Intl.NumberFormat('en');

/** What is found is counted as far as this: values may be of any size, and nobody needs to know more exactly. */
export const COUNTED_UP_TO = 1_000_000;

/** A whole number as sentences have it: `1,204`. */
export function inDigits(count: number): string {
  return ENGLISH.format(count);
}

/** A number of things that were found, which may be infinite: `1,204`, `more than 1,000,000`. */
export function counted(count: number): string {
  return count > COUNTED_UP_TO ? `more than ${inDigits(COUNTED_UP_TO)}` : inDigits(count);
}

/** So many things of a kind: `1 element`, `1,204 elements`. */
export function countedThings(count: number, thing: string): string {
  return `${counted(count)} ${thing}${count === 1 ? '' : 's'}`;
}
