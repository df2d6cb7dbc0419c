import { parseTime } from './rfc3339';

describe('a date or date-time', () => {
  it.each([
    '2025-01-31',
    '0001-01-01',
    '9999-12-31',
    '2024-02-29',
    '2000-02-29',
    '2025-01-31T00:00:00',
    '2025-01-31T23:59:59Z',
    '2025-01-31T23:59:59.9',
    '2025-01-31T23:59:59.123456789Z',
    '2025-01-31T23:59:59.000000000+14:00',
    '2025-01-31T10:00:00+00:00',
    '2025-01-31T10:00:00-00:00',
    '2025-01-31T10:00:00+23:59',
    '2025-01-31T10:00:00-23:59',
  ])('may be %s', (text) => {
    expect(parseTime(text)).toBeDefined();
  });

  it.each([
    ['nothing at all', ''],
    ['year 0000', '0000-01-01'],
    ['a year of five digits', '10000-01-01'],
    ['a year of five digits with a sign', '+12025-01-01'],
    ['a negative year', '-2025-01-01'],
    ['a year alone', '2025'],
    ['a month alone', '2025-01'],
    ['month 00', '2025-00-10'],
    ['month 13', '2025-13-10'],
    ['day 00', '2025-01-00'],
    ['30 February', '2024-02-30'],
    ['29 February of a common year', '2025-02-29'],
    ['29 February of 1900', '1900-02-29'],
    ['31 April', '2025-04-31'],
    ['32 January', '2025-01-32'],
    ['one-digit parts', '2025-1-5'],
    ['slashes', '2025/01/31'],
    ['the basic form', '20250131'],
    ['the basic form of a date-time', '20250131T101010Z'],
    ['a week', '2025-W05-5'],
    ['an ordinal date', '2025-031'],
    ['no seconds', '2025-01-31T10:00'],
    ['no seconds before Z', '2025-01-31T10:00Z'],
    ['an hour alone', '2025-01-31T10'],
    ['T with nothing after it', '2025-01-31T'],
    ['24:00', '2025-01-31T24:00:00'],
    ['minute 60', '2025-01-31T10:60:00'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['lower-case t', '2025-01-31t10:00:00Z'],
    ['lower-case z', '2025-01-31T10:00:00z'],
    ['a blank for T', '2025-01-31 10:00:00'],
    ['white space before it', ' 2025-01-31'],
    ['white space after it', '2025-01-31 '],
    ['a line feed after it', '2025-01-31T10:00:00Z\n'],
    ['a point without digits', '2025-01-31T10:00:00.Z'],
    ['a comma for the point', '2025-01-31T10:00:00,5Z'],
    ['ten fraction digits', '2025-01-31T10:00:00.1234567890Z'],
    ['a colon before the fraction', '2025-01-31T23:59:59:999'],
    ['an offset of 24 hours', '2025-01-31T10:00:00+24:00'],
    ['an offset with minute 60', '2025-01-31T10:00:00+01:60'],
    ['an offset without a colon', '2025-01-31T10:00:00+0100'],
    ['an offset without minutes', '2025-01-31T10:00:00+01'],
    ['an offset with seconds', '2025-01-31T10:00:00+01:00:00'],
    ['two offsets', '2025-01-31T10:00:00Z+01:00'],
    ['a date with an offset', '2025-01-31Z'],
    ['a zone name', '2025-01-31T10:00:00[UTC]'],
    ['a minus sign of typography', '2025-01-31T10:00:00\u221201:00'],
    ['digits of another script', '٢٠٢٥-٠١-٣١'],
    ['full-width digits', '２０２５-01-31'],
    ['words', 'yesterday'],
  ])('is not %s', (_name, text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it.each(Array.from({ length: 12 }, (_, n) => n + 1))(
    'has in month %i the days that the calendar has',
    (month) => {
      for (const year of [1900, 2000, 2023, 2024, 2100]) {
        const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
        const day = (n: number): string =>
          `${year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
        expect(parseTime(day(lastDay))).toBeDefined();
        expect(parseTime(day(lastDay + 1))).toBeUndefined();
      }
    },
  );

  it('is read into its fields', () => {
    expect(parseTime('2025-01-31T10:20:30.040-05:30')).toEqual({
      year: 2025,
      month: 1,
      day: 31,
      hour: 10,
      minute: 20,
      second: 30,
      fraction: '040',
      offsetMinutes: -330,
    });
  });
});
