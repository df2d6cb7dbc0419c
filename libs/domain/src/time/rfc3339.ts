/** A point in local time as it was written, with its distance from UTC. */
export interface WrittenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Fraction digits as written, without the point; empty where there are none. */
  readonly fraction: string;
  readonly offsetMinutes: number;
}

const DATE_LENGTH = '2025-01-31'.length;
const SECONDS_LENGTH = '2025-01-31T23:59:59'.length;
const OFFSET_LENGTH = '+01:00'.length;
export const MAX_FRACTION_DIGITS = 9;

/**
 * Reads a date or date-time of docs/contract.md section 4, "Times": RFC 3339 with the offset optional. A date alone is
 * its midnight; no offset means UTC.
 *
 * @returns undefined for everything else: lower-case t or z, missing seconds, `:60`, `24:00`, year 0000, days that the
 *   calendar does not have, week, ordinal and basic forms
 */
export function parseTime(text: string): WrittenTime | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (text[4] !== '-' || text[7] !== '-' || !isCalendarDay(year, month, day)) return undefined;
  if (text.length === DATE_LENGTH) {
    return { year, month, day, hour: 0, minute: 0, second: 0, fraction: '', offsetMinutes: 0 };
  }

  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return undefined;
  if (!within(hour, 0, 23) || !within(minute, 0, 59) || !within(second, 0, 59)) return undefined;

  const fractionEnd = endOfFraction(text);
  const offsetMinutes = fractionEnd === undefined ? undefined : offsetAt(text, fractionEnd);
  if (offsetMinutes === undefined) return undefined;
  const fraction = text.slice(SECONDS_LENGTH + 1, fractionEnd);
  return { year, month, day, hour, minute, second, fraction, offsetMinutes };
}

/** Where the fraction ends, which is where the seconds end if there is none; undefined if it is malformed. */
function endOfFraction(text: string): number | undefined {
  if (text[SECONDS_LENGTH] !== '.') return SECONDS_LENGTH;
  let end = SECONDS_LENGTH + 1;
  while (digits(text, end, 1) >= 0) end++;
  return within(end - SECONDS_LENGTH - 1, 1, MAX_FRACTION_DIGITS) ? end : undefined;
}

/** The offset that fills the text from `at` to its end, in minutes. */
function offsetAt(text: string, at: number): number | undefined {
  if (text.length === at) return 0;
  const sign = text[at];
  if (sign === 'Z') return text.length === at + 1 ? 0 : undefined;
  if (sign !== '+' && sign !== '-') return undefined;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (text.length !== at + OFFSET_LENGTH || text[at + 3] !== ':') return undefined;
  if (!within(hours, 0, 23) || !within(minutes, 0, 59)) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** The number that `count` ASCII digits spell, or -1 where other characters, or none, stand among them. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let n = at; n < at + count; n++) {
    const digit = text.charCodeAt(n) - 48;
    // Not `digit < 0 || digit > 9`: past the end of the text it is NaN.
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function within(number: number, from: number, to: number): boolean {
  return number >= from && number <= to;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  return year >= 1 && within(month, 1, 12) && within(day, 1, daysIn(year, month));
}

/** How many days a month of the calendar has. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
