import {
  hasBegun,
  isFirstMillisecond,
  isLastMillisecond,
  parsePeriodTime,
  periodTimeText,
} from './period-time';
import { parseTime } from './rfc3339';

const DAY_MS = 86_400_000;

describe('a time of a period', () => {
  it.each([
    ['2025-01-31T23:59:59.999', '2025-01-31 23:59:59.999+00'],
    ['2025-01-31T23:59:59:999', '2025-01-31 23:59:59.999+00'],
    ['2025-01-31T23:59:59:999Z', '2025-01-31 23:59:59.999+00'],
    ['2025-01-31T23:59:59:999+01:00', '2025-01-31 22:59:59.999+00'],
    ['2025-01-01T00:00:00', '2025-01-01 00:00:00+00'],
    ['2025-01-01T00:00:00Z', '2025-01-01 00:00:00+00'],
    ['2025-01-01T00:00:00:000', '2025-01-01 00:00:00+00'],
    ['2025-01-01T00:00:00.000000000-05:30', '2025-01-01 05:30:00+00'],
    ['2025-01-01T10:20:30:405', '2025-01-01 10:20:30.405+00'],
  ])('may be %s, which is stored as %s', (text, stored) => {
    expect(parsePeriodTime(text)).toEqual(parseTime(text.replace(/^(.{19}):/, '$1.')));
    expect(periodTimeText(text)).toBe(stored);
  });

  it.each([
    '',
    '2025-01-31',
    '2025-01-31T',
    '2025-01-31T23:59',
    '2025-01-31T23:59:59:',
    '2025-01-31T23:59:59:99',
    '2025-01-31T23:59:59:9999',
    '2025-01-31T23:59:59:999000',
    '2025-01-31T23:59:59:.999',
    '2025-01-31T23:59:59.999:999',
    '2025-01-31T23:59:59:999:999',
    '2025-01-31T23:59:59,999',
    '2025-01-31T23:59:60:999',
    '2025-01-31T24:00:00:000',
    '2025-02-29T23:59:59:999',
    '2025-01-31t23:59:59:999',
    '2025-01-31 23:59:59:999',
    '2025-01-31T23:59:59:999z',
    '2025-01-31T23:59:59:999+0100',
  ])('may not be %j', (text) => {
    expect(parsePeriodTime(text)).toBeUndefined();
  });

  const time = (clock: string) => parsePeriodTime(`2025-01-31T${clock}`);
  const edges = (clock: string): boolean[] => {
    const parsed = time(clock);
    return parsed === undefined ? [] : [isFirstMillisecond(parsed), isLastMillisecond(parsed)];
  };

  it.each(['00:00:00', '00:00:00.0', '00:00:00.000', '00:00:00.000000000', '00:00:00:000', '00:00:00+05:45'])(
    'begins a day at %s',
    (clock) => {
      expect(edges(clock)).toEqual([true, false]);
    },
  );

  it.each(['23:59:59.999', '23:59:59:999', '23:59:59.999Z', '23:59:59.999-11:00'])(
    'ends a day at %s',
    (clock) => {
      expect(edges(clock)).toEqual([false, true]);
    },
  );

  it.each([
    ...['00:00:00.001', '00:00:00.000000001', '00:00:01', '00:01:00', '01:00:00', '12:00:00'],
    ...['23:59:59', '23:59:59.99', '23:59:59.998', '23:59:59.9999', '23:59:59.999000', '23:59:59.999999999'],
    ...['23:59:58.999', '23:58:59.999', '22:59:59.999', '23:59:59.9', '23:59:59:998'],
  ])('neither begins nor ends a day at %s', (clock) => {
    expect(edges(clock)).toEqual([false, false]);
  });
});

describe('a day', () => {
  const begun = (day: string, now: string): boolean | undefined => {
    const first = parsePeriodTime(`${day}T00:00:00`);
    return first && hasBegun(first, new Date(now));
  };

  it.each([
    ['2025-02-01', '2025-01-31T10:00:00.000Z', true],
    ['2025-02-01', '2025-01-31T09:59:59.999Z', false],
    ['2025-02-01', '2025-02-01T00:00:00.000Z', true],
    ['2025-01-01', '2024-12-31T10:00:00.000Z', true],
    ['2025-01-01', '2024-12-31T09:59:59.999Z', false],
    ['2024-12-31', '2024-12-31T09:59:59.999Z', true],
    ['2024-02-29', '2024-02-28T10:00:00.000Z', true],
    ['2024-03-01', '2024-02-28T10:00:00.000Z', false],
    ['2025-12-01', '2026-01-01T00:00:00.000Z', true],
    ['2026-01-01', '2025-12-01T00:00:00.000Z', false],
    ['0001-01-01', '2025-12-01T00:00:00.000Z', true],
    ['9999-12-31', '2025-12-01T00:00:00.000Z', false],
  ])('%s seen from %s has begun somewhere on earth: %s', (day, now, expected) => {
    expect(begun(day, now)).toBe(expected);
  });

  it('has begun once its midnight less 14 hours is past, at any moment of any day', () => {
    for (let n = 0; n < 20_000; n++) {
      const midnight = Date.UTC(2023, 0, 1) + (n % 1_500) * DAY_MS;
      const now = midnight + ((n * 7_919) % 97) * 3_600_000 - 2 * DAY_MS + (n % 3) - 1;
      const day = new Date(midnight).toISOString().slice(0, 10);
      expect(begun(day, new Date(now).toISOString())).toBe(midnight - 14 * 3_600_000 <= now);
    }
  });
});
