import { invalidValue, NONE } from '../problems/violation';
import { dayOf, endsOf, granularityOf, writtenPeriod } from '../time/period';
import { isJsonObject } from '../validation/json-object';
import { type Check, rule } from './rule';

/**
 * From its start to its end, a `time_period` is one calendar month or one calendar day (docs/contract.md section 4).
 * Says nothing unless both ends are given once and are what they should be by themselves.
 */
export function IsCalendarPeriod(): PropertyDecorator {
  const check: Check = (period) => {
    const written = isJsonObject(period) ? writtenPeriod(period) : undefined;
    const ends = written && endsOf(written);
    if (written === undefined || ends === undefined || granularityOf(...ends) !== undefined) return NONE;
    return invalidValue(
      `must be exactly one calendar month or one calendar day; found ${dayOf(written.start)} to ${dayOf(written.end)}`,
    );
  };
  const description = 'Exactly one calendar month or one calendar day, by the local times of its two ends.';
  return rule('isCalendarPeriod', check, () => ({ value: { description } }));
}
