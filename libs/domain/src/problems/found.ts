import { LosslessNumber } from '../json/lossless-number';
import { countCodePoints } from '../text/code-points';
import { counted, COUNTED_UP_TO } from './counted';

/** Strings and numbers up to this length are quoted in a problem; of longer ones the length is told. */
const QUOTED_UP_TO_CHARACTERS = 40;

/** What stands where a rule wanted something else, for the end of a sentence: `found a number`, `found "LLX"`. */
export function found(value: unknown): string {
  if (typeof value !== 'string') return `found ${jsonTypeOf(value)}`;
  if (value.length <= QUOTED_UP_TO_CHARACTERS) return `found ${JSON.stringify(value)}`;
  return `found a string of ${counted(countCodePoints(value, COUNTED_UP_TO))} characters`;
}

/** A number that is of the right type and still wrong, as it was sent: `found 1.5`. */
export function foundNumber({ text }: LosslessNumber): string {
  if (text.length <= QUOTED_UP_TO_CHARACTERS) return `found ${text}`;
  return `found a number of ${counted(text.length)} characters`;
}

/** So many of what a rule counts: `found 1,204`. */
export function foundCount(count: number): string {
  return `found ${counted(count)}`;
}

/** The character at an offset of a text, and which one that is, counted from 1: `found U+000A at character 4`. */
export function foundCharacter(text: string, offset: number): string {
  const codePoint = (text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const before = countCodePoints(text.slice(0, offset), COUNTED_UP_TO);
  const at = before < COUNTED_UP_TO ? `at character ${counted(before + 1)}` : 'far behind its beginning';
  return `found U+${codePoint} ${at}`;
}

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'boolean') return 'a boolean';
  if (typeof value === 'number' || value instanceof LosslessNumber) return 'a number';
  return 'an object';
}
