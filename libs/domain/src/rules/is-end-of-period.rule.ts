import { found } from '../problems/found';
import { invalidType, invalidValue, NONE } from '../problems/violation';
import { hasBegun, isFirstMillisecond, isLastMillisecond, parsePeriodTime } from '../time/period-time';
import { type WrittenTime } from '../time/rfc3339';
import { FIRST_MILLISECOND_PATTERN, LAST_MILLISECOND_PATTERN } from '../time/time-patterns';
import { ruleContext } from '../validation/rule-context';
import { type Check, rule } from './rule';

const FORM = 'must be a date-time of RFC 3339, such as';
const START_FORM = `${FORM} 2025-01-01T00:00:00.000Z`;
const END_FORM = `${FORM} 2025-01-31T23:59:59.999Z`;

const SPELLINGS = 'No offset means UTC; a colon may stand before the milliseconds.';

/** What a time is expected to be: undefined where it is that, or the sentence that says otherwise. */
type Expectation = (time: WrittenTime) => string | undefined;

/** The start of a `time_period` (docs/contract.md section 4), in one of its spellings: absent is for `IsGivenOnce`. */
export function IsPeriodStart(): PropertyDecorator {
  return rule('isPeriodStart', checkOf(START_FORM, startExpectation), () => ({
    value: {
      type: 'string',
      pattern: FIRST_MILLISECOND_PATTERN,
      description: `The first millisecond of a day, which has begun somewhere on earth. ${SPELLINGS} The fraction may be absent.`,
    },
  }));
}

/** The end of a `time_period`, likewise. */
export function IsPeriodEnd(): PropertyDecorator {
  return rule('isPeriodEnd', checkOf(END_FORM, endExpectation), () => ({
    value: {
      type: 'string',
      pattern: LAST_MILLISECOND_PATTERN,
      description: `The last millisecond of a day. ${SPELLINGS}`,
    },
  }));
}

const startExpectation: Expectation = (time) => {
  if (!isFirstMillisecond(time)) return 'must be the first millisecond of a day, T00:00:00.000';
  if (hasBegun(time, ruleContext().now)) return undefined;
  return 'must not lie in the future: this day has not begun anywhere on earth';
};

const endExpectation: Expectation = (time) =>
  isLastMillisecond(time) ? undefined : 'must be the last millisecond of a day, T23:59:59.999';

function checkOf(form: string, expectation: Expectation): Check {
  return (value) => {
    if (value === undefined) return NONE;
    if (typeof value !== 'string') return invalidType(`${form}; ${found(value)}`);
    const time = parsePeriodTime(value);
    if (time === undefined) return invalidValue(`${form}; ${found(value)}`);
    const otherwise = expectation(time);
    return otherwise === undefined ? NONE : invalidValue(`${otherwise}; ${found(value)}`);
  };
}
