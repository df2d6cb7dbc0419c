import { LosslessNumber } from '../json/lossless-number';

/** Strings up to this length are quoted in a problem; longer ones are only called a string. */
const QUOTED_UP_TO_CHARACTERS = 40;

/** What stands where a rule wanted something else, for the end of a sentence: `found a number`. */
export function found(value: unknown): string {
  if (typeof value === 'string' && value.length <= QUOTED_UP_TO_CHARACTERS) {
    return `found ${JSON.stringify(value)}`;
  }
  return `found ${jsonTypeOf(value)}`;
}

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean') return 'a boolean';
  if (typeof value === 'number' || value instanceof LosslessNumber) return 'a number';
  return 'an object';
}
