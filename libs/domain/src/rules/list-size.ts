import { found } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED, type Violation } from '../problems/violation';

/** How many elements a list may have. */
export interface ListSize {
  readonly min: number;
  readonly max: number;
}

/** What is wrong with a value as a list of this size, whatever its elements are. */
export function listFaults(value: unknown, { min, max }: ListSize): readonly Violation[] {
  if (value === undefined) return REQUIRED;
  if (!Array.isArray(value)) {
    return invalidType(`must be an array; ${found(value)}`);
  }
  if (value.length >= min && value.length <= max) return NONE;
  const wanted = value.length < min ? `at least ${elements(min)}` : `at most ${elements(max)}`;
  return invalidValue(`must have ${wanted}; found ${value.length}`);
}

/**
 * The elements of a list that its rules look at: none beyond the largest size, since an item may hold millions and the
 * excess is a violation already.
 */
export function elementsWithin(value: unknown, { max }: ListSize): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  return value.length <= max ? value : value.slice(0, max);
}

function elements(count: number): string {
  return count === 1 ? '1 element' : `${count} elements`;
}
