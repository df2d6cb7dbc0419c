import { parseTime, type WrittenTime } from './rfc3339';
import { toTimestamptzText } from './timestamptz';

const SECONDS_LENGTH = '2025-01-31T23:59:59'.length;
const COLON_FORM_MILLISECONDS = 3;

/** The furthest that local time is ahead of UTC anywhere on earth, in milliseconds. */
const FURTHEST_AHEAD_MS = 14 * 60 * 60 * 1_000;

/**
 * A date-time of docs/contract.md section 4, `time_period`: as section "Times" wants it, or with a colon before its
 * milliseconds, `2025-01-31T23:59:59:999`, as the published examples have it.
 *
 * @returns undefined for everything else, a date without a time among it
 */
export function parsePeriodTime(text: string): WrittenTime | undefined {
  if (text.length < SECONDS_LENGTH) return undefined;
  const time = parseTime(withPoint(text));
  const colonForm = text[SECONDS_LENGTH] === ':';
  return colonForm && time?.fraction.length !== COLON_FORM_MILLISECONDS ? undefined : time;
}

/** A date-time that `parsePeriodTime` accepts as PostgreSQL prints the timestamptz it is stored as. */
export function periodTimeText(text: string): string {
  return toTimestamptzText(withPoint(text));
}

function withPoint(text: string): string {
  if (text[SECONDS_LENGTH] !== ':') return text;
  return `${text.slice(0, SECONDS_LENGTH)}.${text.slice(SECONDS_LENGTH + 1)}`;
}

/** Whether a local time begins its day. The fraction may be absent. */
export function isFirstMillisecond({ hour, minute, second, fraction }: WrittenTime): boolean {
  return hour === 0 && minute === 0 && second === 0 && /^0*$/.test(fraction);
}

/** Whether a local time ends its day: exactly `.999`, to the letter of the contract. */
export function isLastMillisecond({ hour, minute, second, fraction }: WrittenTime): boolean {
  return hour === 23 && minute === 59 && second === 59 && fraction === '999';
}

/** Whether a day has begun somewhere on earth by `now`: its local midnight less 14 hours is not later. */
export function hasBegun({ year, month, day }: WrittenTime, now: Date): boolean {
  const earliest = new Date(now.getTime() + FURTHEST_AHEAD_MS);
  const differences = [
    year - earliest.getUTCFullYear(),
    month - (earliest.getUTCMonth() + 1),
    day - earliest.getUTCDate(),
  ];
  return (differences.find((difference) => difference !== 0) ?? 0) <= 0;
}
