import { countedThings } from '../problems/counted';
import { found, foundCount } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED, type Violation } from '../problems/violation';
import { type JsonSchema } from '../validation/json-schema';

/** How many elements a list may have. */
export interface ListSize {
  readonly min: number;
  readonly max: number;
}

/** A list of this size as JSON Schema, whatever its elements are. */
export function listSchema({ min, max }: ListSize): JsonSchema {
  return { type: 'array', ...(min > 0 && { minItems: min }), maxItems: max };
}

/**
 * What is wrong with a value as a list of this size, whatever its elements are.
 * @param elements what a list must be of, asked only for a sentence
 */
export function listFaults(
  value: unknown,
  { min, max }: ListSize,
  elements: () => string,
): readonly Violation[] {
  if (value === undefined) return REQUIRED;
  if (!Array.isArray(value)) {
    return invalidType(`must be an array of ${elements()}; ${found(value)}`);
  }
  if (value.length >= min && value.length <= max) return NONE;
  const [bound, count] = value.length < min ? ['at least', min] : ['at most', max];
  return invalidValue(`must have ${bound} ${countedThings(count, 'element')}; ${foundCount(value.length)}`);
}

/**
 * The elements of a list that its rules look at: none beyond the largest size, since an item may hold millions and the
 * excess is a violation already.
 */
export function elementsWithin(value: unknown, { max }: ListSize): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  return value.length <= max ? value : value.slice(0, max);
}
