import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED, type Violation } from '../problems/violation';
import { codePointsExceed, MAX_TEXT_CODE_POINTS } from '../text/code-points';
import { rule } from './rule';

/** A non-empty string without NUL and lone surrogates, of at most 1,000 code points (docs/contract.md section 4). */
export function IsText(): PropertyDecorator {
  return rule('isText', checkText);
}

/** The rule of `IsText` for a value that is no member, such as an element of a list. */
export const checkText = (value: unknown): readonly Violation[] => {
  if (value === undefined) return REQUIRED;
  if (typeof value !== 'string') {
    return invalidType(`must be a non-empty string; ${found(value)}`);
  }
  if (value !== '' && value.length <= MAX_TEXT_CODE_POINTS && isStorable(value)) return NONE;
  return [...faultsOf(value)];
};

/** PostgreSQL's text has no NUL, and UTF-8 has no lone surrogates. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function* faultsOf(text: string): Generator<Violation> {
  if (text === '') yield fault('must not be empty');
  if (codePointsExceed(text, MAX_TEXT_CODE_POINTS)) {
    yield fault(`must have at most ${MAX_TEXT_CODE_POINTS} characters (code points)`);
  }
  if (text.includes('\0')) yield fault('must not contain NUL');
  if (!text.isWellFormed()) yield fault('must not contain lone surrogates');
}

function fault(says: string): Violation {
  return { code: 'invalid_value', path: [], says };
}
