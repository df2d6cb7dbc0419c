import fc from 'fast-check';
import { endsOf, granularityOf, storedPeriod, writtenPeriod } from './period';

const GENERATED_PERIODS = 100_000;
const LEAST_OF_EACH = 500;
const DAY_MS = 86_400_000;

function granularity(start: string, end: string): string | undefined {
  const ends = endsOf({ start, end });
  return ends && granularityOf(...ends);
}
const period = (first: string, last: string) => granularity(`${first}T00:00:00.000`, `${last}T23:59:59.999`);

describe('a period', () => {
  it.each([
    ['2025-01-01', '2025-01-31', 'month'],
    ['2025-04-01', '2025-04-30', 'month'],
    ['2024-02-01', '2024-02-29', 'month'],
    ['2025-02-01', '2025-02-28', 'month'],
    ['2000-02-01', '2000-02-29', 'month'],
    ['1900-02-01', '1900-02-28', 'month'],
    ['0001-01-01', '0001-01-31', 'month'],
    ['9999-12-01', '9999-12-31', 'month'],
    ['2025-01-01', '2025-01-01', 'day'],
    ['2025-01-31', '2025-01-31', 'day'],
    ['2024-02-29', '2024-02-29', 'day'],
    ['2025-12-31', '2025-12-31', 'day'],
  ])('from %s to %s is a %s', (first, last, expected) => {
    expect(period(first, last)).toBe(expected);
  });

  it.each([
    ['a month that ends a day early', '2025-01-01', '2025-01-30'],
    ['a leap February without its last day', '2024-02-01', '2024-02-28'],
    ['a month that begins a day late', '2025-01-02', '2025-01-31'],
    ['thirty days over the end of a month', '2025-01-15', '2025-02-14'],
    ['two days', '2025-01-01', '2025-01-02'],
    ['two months', '2025-01-01', '2025-02-28'],
    ['a year', '2025-01-01', '2025-12-31'],
    ['the same month of another year', '2024-01-01', '2025-01-31'],
    ['the same day of another month', '2025-01-05', '2025-02-05'],
    ['the same day of another year', '2024-01-05', '2025-01-05'],
    ['a day backwards', '2025-01-02', '2025-01-01'],
    ['a month backwards', '2025-01-31', '2025-01-01'],
  ])('is not %s', (_name, first, last) => {
    expect(period(first, last)).toBeUndefined();
  });

  it('may have two offsets, as months have in which daylight saving begins or ends', () => {
    expect(granularity('2025-03-01T00:00:00.000+00:00', '2025-03-31T23:59:59.999+01:00')).toBe('month');
    expect(granularity('2025-10-01T00:00:00.000+01:00', '2025-10-31T23:59:59.999Z')).toBe('month');
    expect(granularity('2025-03-30T00:00:00.000Z', '2025-03-30T23:59:59.999+01:00')).toBe('day');
    expect(granularity('2025-03-01T00:00:00-05:00', '2025-03-31T23:59:59:999-04:00')).toBe('month');
  });

  it.each([
    [{ start_time: 'a', end_time: 'b' }],
    [{ start_date: 'a', end_date: 'b' }],
    [{ start_time: 'a', end_date: 'b' }],
    [{ start_date: 'a', end_time: 'b' }],
  ])('has its ends in whichever spelling, as in %j', (members) => {
    expect(writtenPeriod(members)).toEqual({ start: 'a', end: 'b' });
  });

  it.each([
    [{}],
    [{ start_time: 'a' }],
    [{ end_time: 'b' }],
    [{ start_time: 'a', start_date: 'a', end_time: 'b' }],
    [{ start_time: 'a', start_date: null, end_time: 'b' }],
    [{ start_time: null, start_date: 'a', end_time: 'b' }],
    [{ start_time: 'a', end_time: 'b', end_date: 'b' }],
    [{ start_time: null, end_time: 'b' }],
    [{ start_time: 1, end_time: 'b' }],
  ])('has not both ends once in %j', (members) => {
    expect(writtenPeriod(members)).toBeUndefined();
  });

  it('is stored with its local first day and the instants of its ends', () => {
    expect(
      storedPeriod({ start_date: '2025-03-01T00:00:00+14:00', end_time: '2025-03-31T23:59:59:999+13:00' }),
    ).toEqual({
      granularity: 'month',
      from: '2025-03-01',
      start: '2025-02-28 10:00:00+00',
      end: '2025-03-31 10:59:59.999+00',
    });
  });

  it.each([
    [{}],
    [{ start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59' }],
    [{ start_time: '2025-01-01T00:00:00', end_time: '2025-01-30T23:59:59.999' }],
  ])('is not stored if it is none, as %j', (members) => {
    expect(() => storedPeriod(members)).toThrow(RangeError);
  });
});

// --- The same, computed a second way: by stepping through the days of Date. ---

interface Generated {
  readonly startMs: number;
  readonly endMs: number;
  readonly startOffset: number;
  readonly endOffset: number;
  /** How the ends are written. */
  readonly colonForm: boolean;
  readonly bareStart: boolean;
}

const monthOf = (ms: number): number => new Date(ms).getUTCMonth();

/** The last millisecond of the month that a day is in. */
function endOfMonth(dayMs: number): number {
  let day = dayMs;
  while (monthOf(day + DAY_MS) === monthOf(dayMs)) day += DAY_MS;
  return day + DAY_MS - 1;
}

function expected({ startMs, endMs }: Generated): string | undefined {
  if (startMs % DAY_MS !== 0) return undefined;
  if (endMs === startMs + DAY_MS - 1) return 'day';
  return monthOf(startMs - DAY_MS) !== monthOf(startMs) && endMs === endOfMonth(startMs)
    ? 'month'
    : undefined;
}

function offsetText(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

function writtenEnds({ startMs, endMs, startOffset, endOffset, colonForm, bareStart }: Generated) {
  const local = (ms: number): string => new Date(ms).toISOString().slice(0, -1);
  const form = (text: string): string => (colonForm ? text.replace('.', ':') : text);
  const start = bareStart ? local(startMs).replace('.000', '') : form(local(startMs));
  return {
    start_time: start + offsetText(startOffset),
    end_date: form(local(endMs)) + offsetText(endOffset),
  };
}

/** An instant as PostgreSQL prints it. */
function printed(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))
    .replace(/Z?$/, '+00');
}

const FIRST_DAY = Date.UTC(1600, 0, 2) / DAY_MS;
const LAST_DAY = Date.UTC(9998, 11, 30) / DAY_MS;
const anyDay = fc.oneof(
  fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
  fc.integer({ min: 19_000, max: 21_000 }),
);
const generatedPeriod: fc.Arbitrary<Generated> = fc
  .record({
    day: anyDay,
    fromFirstDay: fc.boolean(),
    length: fc.constantFrom('day', 'month', 'days'),
    days: fc.integer({ min: -3, max: 40 }),
    startSlip: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(1, -1, 3_600_000, DAY_MS)),
    endSlip: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      fc.constantFrom(1, -1, -999, DAY_MS, -DAY_MS),
    ),
    offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    change: fc.constantFrom(0, 0, 60, -60, 30, 120),
    colonForm: fc.boolean(),
    bareStart: fc.boolean(),
  })
  .map(({ day, fromFirstDay, length, days, startSlip, endSlip, offset, change, ...form }) => {
    const dayMs = day * DAY_MS;
    const firstMs = fromFirstDay ? dayMs - (new Date(dayMs).getUTCDate() - 1) * DAY_MS : dayMs;
    const lastMs =
      length === 'month' ? endOfMonth(firstMs) : firstMs + (length === 'day' ? 1 : days) * DAY_MS - 1;
    const ends = { startMs: firstMs + startSlip, endMs: lastMs + endSlip };
    return { ...ends, startOffset: offset, endOffset: offset + change, ...form };
  });

describe('generated periods', () => {
  it('are what stepping through the days of Date makes of them', () => {
    const seen = { day: 0, month: 0, neither: 0, february: 0, twoOffsets: 0, colonForm: 0, bareStart: 0 };
    fc.assert(
      fc.property(generatedPeriod, (generated) => {
        const members = writtenEnds(generated);
        const wanted = expected(generated);
        const read = granularity(members.start_time, members.end_date);
        if (read !== wanted) throw new Error(`${JSON.stringify(members)}: ${read}, not ${wanted}`);
        seen[wanted === 'day' || wanted === 'month' ? wanted : 'neither']++;
        if (wanted === undefined) return;

        const { startMs, endMs, startOffset, endOffset } = generated;
        const stored = storedPeriod(members);
        const instants = [startMs - startOffset * 60_000, endMs - endOffset * 60_000];
        if (stored.start !== printed(instants[0] ?? NaN) || stored.end !== printed(instants[1] ?? NaN)) {
          throw new Error(`${JSON.stringify(members)} is stored as ${JSON.stringify(stored)}`);
        }
        if (stored.from !== new Date(startMs).toISOString().slice(0, 10)) throw new Error(stored.from);
        if (wanted === 'month' && monthOf(startMs) === 1) seen.february++;
        if (startOffset !== endOffset) seen.twoOffsets++;
        if (generated.colonForm) seen.colonForm++;
        if (generated.bareStart) seen.bareStart++;
      }),
      { numRuns: GENERATED_PERIODS },
    );
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(LEAST_OF_EACH);
  });
});
