import { MAX_FRACTION_DIGITS } from './rfc3339';

/**
 * Patterns for JSON Schema of what the readers of this folder accept, but for days that the calendar does not have. In
 * the part of the language that all dialects of regular expressions share.
 */

const DATE = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]';
const OFFSET = `(Z|[+-]${CLOCK})?`;

/** A date or date-time as `parseTime` reads it. */
export const DATE_OR_TIME_PATTERN = `^${DATE}(T${CLOCK}:[0-5][0-9](\\.[0-9]{1,${MAX_FRACTION_DIGITS}})?${OFFSET})?$`;

/** A date-time as `parsePeriodTime` reads it, which begins a day. */
export const FIRST_MILLISECOND_PATTERN = `^${DATE}T00:00:00(\\.0{1,${MAX_FRACTION_DIGITS}}|:000)?${OFFSET}$`;

/** Likewise, which ends a day. */
export const LAST_MILLISECOND_PATTERN = `^${DATE}T23:59:59[.:]999${OFFSET}$`;
