import { found } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED } from '../problems/violation';
import { MAX_FRACTION_DIGITS, parseTime } from '../time/rfc3339';
import { DATE_OR_TIME_PATTERN } from '../time/time-patterns';
import { type JsonSchema } from '../validation/json-schema';
import { type Check, rule } from './rule';

const RULE = 'must be a date or date-time of RFC 3339, such as 2025-01-31 or 2025-01-31T09:30:00Z';

const check: Check = (value) => {
  if (value === undefined) return REQUIRED;
  if (typeof value !== 'string') {
    return invalidType(`${RULE}; ${found(value)}`);
  }
  if (parseTime(value) !== undefined) return NONE;
  return invalidValue(`${RULE}; ${found(value)}`);
};

const SCHEMA: JsonSchema = {
  type: 'string',
  pattern: DATE_OR_TIME_PATTERN,
  description: `A date or date-time of RFC 3339, of a day that the calendar has; up to ${MAX_FRACTION_DIGITS} fraction digits. No offset means UTC.`,
};

/** A date or date-time (docs/contract.md section 4, "Times"). */
export function IsDateOrTime(): PropertyDecorator {
  return rule('isDateOrTime', check, () => ({ required: true, value: SCHEMA }));
}
