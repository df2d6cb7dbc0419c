import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED, type Violation } from '../problems/violation';
import { MAX_TEXT_CODE_POINTS } from '../text/code-points';
import { emptiness, excessiveLength, loneSurrogates, unwanted } from '../text/text-faults';
import { type JsonSchema } from '../validation/json-schema';
import { rule } from './rule';

const NUL = /\0/;

/** A non-empty string without NUL and lone surrogates, of at most 1,000 code points (docs/contract.md section 4). */
export function IsText(): PropertyDecorator {
  return rule('isText', checkText, () => ({ required: true, value: TEXT_SCHEMA }));
}

/** The rule of `IsText` as JSON Schema. */
export const TEXT_SCHEMA: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_TEXT_CODE_POINTS,
  pattern: '^[^\\x00]*$',
};

/** The rule of `IsText` for a value that is no member, such as an element of a list. */
export const checkText = (value: unknown): readonly Violation[] => {
  if (value === undefined) return REQUIRED;
  if (typeof value !== 'string') {
    return invalidType(`must be a non-empty string; ${found(value)}`);
  }
  if (value !== '' && value.length <= MAX_TEXT_CODE_POINTS && isStorable(value)) return NONE;
  return [...faultsOf(value)].map((says) => ({ code: 'invalid_value', path: [], says }));
};

/** PostgreSQL's text has no NUL, and UTF-8 has no lone surrogates. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function* faultsOf(text: string): Generator<string> {
  yield* emptiness(text);
  yield* excessiveLength(text, MAX_TEXT_CODE_POINTS);
  yield* unwanted(text, NUL, 'must not contain NUL');
  yield* loneSurrogates(text);
}
