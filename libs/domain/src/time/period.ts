import { isFirstMillisecond, isLastMillisecond, parsePeriodTime, periodTimeText } from './period-time';
import { daysIn, type WrittenTime } from './rfc3339';

/** What a period of a revenue claim is: one calendar month or one calendar day. */
export type Granularity = 'month' | 'day';

/** What is read of a `time_period` object; its members may be anything. */
export interface PeriodMembers {
  readonly start_time?: unknown;
  readonly start_date?: unknown;
  readonly end_time?: unknown;
  readonly end_date?: unknown;
}

/** The two ends of a period as they were written. */
export interface WrittenPeriod {
  readonly start: string;
  readonly end: string;
}

/** A period as it is stored. */
export interface StoredPeriod {
  readonly granularity: Granularity;
  /** The local day that it begins with, `2025-01-01`: what a query by calendar month or day asks for. */
  readonly from: string;
  /** The instants of its ends, as PostgreSQL prints timestamptz. */
  readonly start: string;
  readonly end: string;
}

/**
 * The ends of a `time_period` object, in whichever of their spellings (docs/contract.md section 4); undefined unless
 * each of them is given exactly once, as a text.
 */
export function writtenPeriod(period: PeriodMembers): WrittenPeriod | undefined {
  const start = onlyText(period.start_time, period.start_date);
  const end = onlyText(period.end_time, period.end_date);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function onlyText(one: unknown, other: unknown): string | undefined {
  const given = one ?? other;
  return typeof given === 'string' && (one === undefined || other === undefined) ? given : undefined;
}

/** The two ends as times; undefined unless the one begins a day and the other ends a day. */
export function endsOf({ start, end }: WrittenPeriod): readonly [WrittenTime, WrittenTime] | undefined {
  const first = parsePeriodTime(start);
  const last = parsePeriodTime(end);
  if (first === undefined || last === undefined) return undefined;
  return isFirstMillisecond(first) && isLastMillisecond(last) ? [first, last] : undefined;
}

/**
 * What the period from the beginning of one day to the end of another is, judged by its local fields: the offsets of
 * its ends may differ, as they do where daylight saving begins or ends.
 *
 * @returns undefined if it is neither one calendar month nor one calendar day
 */
export function granularityOf(first: WrittenTime, last: WrittenTime): Granularity | undefined {
  if (first.year !== last.year || first.month !== last.month) return undefined;
  if (first.day === last.day) return 'day';
  return first.day === 1 && last.day === daysIn(first.year, first.month) ? 'month' : undefined;
}

/** The day of a written time, `2025-01-31`, in its own local fields. */
export function dayOf(time: string): string {
  return time.slice(0, '2025-01-31'.length);
}

/** A `time_period` object that the rules accepted, as it is stored. Throws RangeError for any other. */
export function storedPeriod(period: PeriodMembers): StoredPeriod {
  const written = writtenPeriod(period);
  const ends = written && endsOf(written);
  const granularity = ends && granularityOf(...ends);
  if (written === undefined || granularity === undefined) {
    throw new RangeError('not a period of docs/contract.md section 4');
  }
  const { start, end } = written;
  return { granularity, from: dayOf(start), start: periodTimeText(start), end: periodTimeText(end) };
}
