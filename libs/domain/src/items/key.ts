import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED, type Violation } from '../problems/violation';
import { emptiness, excessiveLength, loneSurrogates, unwanted } from '../text/text-faults';

export const MAX_KEY_CODE_POINTS = 100;

const SPACE = 0x20;
const DELETE = 0x7f;

/** docs/contract.md section 3, step 1: Unicode White_Space or U+FEFF. */
const WHITE_SPACE_AT_AN_END = /^[\p{White_Space}\uFEFF]|[\p{White_Space}\uFEFF]$/u;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Whether a value can be a key (docs/contract.md section 3, step 1). */
export function isUsableKey(value: unknown): value is string {
  return typeof value === 'string' && (isPlainKey(value) || keyFaults(value).length === 0);
}

/** The usual case at the price of one pass: printable ASCII, no space at either end, not too long. */
function isPlainKey(key: string): boolean {
  const { length } = key;
  if (length === 0 || length > MAX_KEY_CODE_POINTS) return false;
  if (key.charCodeAt(0) === SPACE || key.charCodeAt(length - 1) === SPACE) return false;
  for (let at = 0; at < length; at++) {
    const unit = key.charCodeAt(at);
    if (unit < SPACE || unit >= DELETE) return false;
  }
  return true;
}

/** Everything that keeps a value from being a key (docs/contract.md section 3, step 1). */
export function keyFaults(value: unknown): readonly Violation[] {
  if (value === undefined) return REQUIRED;
  if (typeof value !== 'string') {
    return invalidType(`must be a string; ${found(value)}`);
  }
  if (isPlainKey(value)) return NONE;
  return [...textFaults(value)].map((says) => ({ code: 'invalid_value', path: [], says }));
}

function* textFaults(key: string): Generator<string> {
  yield* emptiness(key);
  yield* excessiveLength(key, MAX_KEY_CODE_POINTS);
  yield* unwanted(key, WHITE_SPACE_AT_AN_END, 'must not begin or end with white space');
  yield* unwanted(key, CONTROL_CHARACTER, 'must not contain control characters');
  yield* loneSurrogates(key);
}
