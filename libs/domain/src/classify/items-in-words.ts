import { inDigits } from '../problems/counted';

/** So many indexes of other items are named in the text of a conflict. */
export const NAMED_INDEXES = 5;

/**
 * Items of a request as a problem names them: `item 4`, `items 0, 1, 2, 3, 4 and 97 more`.
 *
 * @param few indexes of some of them, at least as many as are named, or all of them
 * @param count how many they are in all
 */
export function itemsInWords(few: readonly number[], count: number): string {
  const named = few.slice(0, NAMED_INDEXES);
  const further = count - named.length;
  return `${count > 1 ? 'items' : 'item'} ${named.join(', ')}${further > 0 ? ` and ${inDigits(further)} more` : ''}`;
}
