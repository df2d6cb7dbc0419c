import { keyFaults, MAX_KEY_CODE_POINTS } from '../items/key';
import { type JsonSchema } from '../validation/json-schema';
import { rule } from './rule';

/** Control characters and `\s` are all that `keyFaults` refuses at an end; without `\p`, which dialects write differently. */
const CONTROL_CHARACTERS = '\\x00-\\x1F\\x7F-\\x9F';
const INSIDE = `[^${CONTROL_CHARACTERS}]`;
const AT_AN_END = `[^\\s${CONTROL_CHARACTERS}]`;

const SCHEMA: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_KEY_CODE_POINTS,
  pattern: `^${AT_AN_END}(${INSIDE}*${AT_AN_END})?$`,
  description:
    'A key, compared exactly and within one partner. No white space at either end, and no control characters.',
};

/** A key as docs/contract.md section 3, step 1 wants it. */
export function IsUsableKey(): PropertyDecorator {
  return rule('isUsableKey', keyFaults, () => ({ required: true, value: SCHEMA }));
}
