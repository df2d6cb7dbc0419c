import { parseTime, type WrittenTime } from './rfc3339';

/** PostgreSQL keeps microseconds; further digits of a fraction are cut off, never rounded into the next second. */
const STORED_FRACTION_DIGITS = 6;

/**
 * A valid date or date-time as PostgreSQL prints the timestamptz it is stored as, with TimeZone UTC and DateStyle ISO:
 * `2020-01-01 00:00:00.25+00`. An offset may lead out of the years 0001–9999: `0001-12-31 10:00:00+00 BC`,
 * `10000-01-01 09:59:59+00`. Throws RangeError if `parseTime` does not accept the text.
 */
export function toTimestamptzText(text: string): string {
  const time = parseTime(text);
  if (time === undefined) throw new RangeError('not a date or date-time of docs/contract.md section 4');
  if (time.offsetMinutes !== 0) return shiftedToUtc(time);
  // Without an offset the fields are UTC as they stand.
  const clock = text.length > 10 ? text.slice(11, 19) : '00:00:00';
  return `${text.slice(0, 10)} ${clock}${storedFraction(time)}+00`;
}

function shiftedToUtc(time: WrittenTime): string {
  const utc = new Date(0);
  utc.setUTCFullYear(time.year, time.month - 1, time.day); // Date.UTC takes years below 100 for 19xx
  utc.setUTCHours(time.hour, time.minute - time.offsetMinutes, time.second);

  const year = utc.getUTCFullYear();
  const beforeChrist = year < 1; // year 0 of the calendar is 1 BC
  const date = [
    String(beforeChrist ? 1 - year : year).padStart(4, '0'),
    twoDigits(utc.getUTCMonth() + 1),
    twoDigits(utc.getUTCDate()),
  ].join('-');
  const clock = [utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds()].map(twoDigits).join(':');
  return `${date} ${clock}${storedFraction(time)}+00${beforeChrist ? ' BC' : ''}`;
}

function storedFraction({ fraction }: WrittenTime): string {
  if (fraction === '') return '';
  const digits = fraction.slice(0, STORED_FRACTION_DIGITS).replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
