import { jsonText, number } from '../../testing/json-text';
import { revenueClaims } from './revenue-claims.kind';

const CLAIM = {
  unique_reference: 'R-1',
  partner_client_id: 'M_1',
  currency: 'GBP',
  time_period: { start_time: '2025-03-01T00:00:00.000Z', end_time: '2025-03-31T23:59:59.999+01:00' },
  total_amount: number('-1234.5'),
  transaction_count: number('-3'),
};
const CHANNEL = { payment_channel: { id: 'pos', start_date: '2024-02-29T01:00:00+01:00' } };

const row = (change: Record<string, unknown> = {}) =>
  revenueClaims.toRow(revenueClaims.read(jsonText({ ...CLAIM, ...change })));
const period = (start: string, end: string) => ({ time_period: { start_date: start, end_date: end } });

describe('the record kind revenue-claims', () => {
  it('makes a row with a text for each column, as PostgreSQL prints it', () => {
    expect(row()).toEqual([
      'R-1',
      'M_1',
      'GBP',
      'month',
      '2025-03-01',
      '2025-03-01 00:00:00+00',
      '2025-03-31 22:59:59.999+00',
      '-1234.5000',
      '-3',
      null,
      null,
      null,
    ]);
    expect(row({ is_splittable: true, ...CHANNEL }).slice(9)).toEqual([
      'true',
      'pos',
      '2024-02-29 00:00:00+00',
    ]);
    expect(row({ is_splittable: false })[9]).toBe('false');
    expect(row()).toHaveLength(revenueClaims.columns.length);
  });

  it('keeps every digit of an amount', () => {
    expect(row({ total_amount: number('123456789012345.6789') })[7]).toBe('123456789012345.6789');
    expect(row({ total_amount: '900719925474099.3001' })[7]).toBe('900719925474099.3001');
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing at all', {}],
    ['the digits of the amount', { total_amount: number('-1.23450e3') }],
    ['an amount as a string', { total_amount: '-1234.5000' }],
    ['the digits of the count', { transaction_count: number('-3.0') }],
    ['the form of the times', period('2025-03-01T00:00:00', '2025-03-31T23:59:59:999+01:00')],
    ['the offsets', period('2025-03-01T00:00:00+00:00', '2025-03-31T23:59:59.999+01:00')],
  ])('finds re-sent data to be the same as stored when it differs in %s', (_name, change) => {
    expect(revenueClaims.sameAsStored(row(change), row())).toBe(true);
  });

  it('compares the times of a channel and of a period by value', () => {
    const later = { payment_channel: { id: 'pos', start_date: '2024-02-29' } };
    expect(revenueClaims.sameAsStored(row(later), row(CHANNEL))).toBe(true);
    const east = period('2025-03-02T00:00:00+14:00', '2025-03-02T23:59:59.999+14:00');
    const west = period('2025-03-01T00:00:00-10:00', '2025-03-01T23:59:59.999-10:00');
    expect(revenueClaims.sameAsStored(row(east), row(west))).toBe(true);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['another client', { partner_client_id: 'M_2' }, {}],
    ['another currency', { currency: 'EUR' }, {}],
    ['a start at another instant', period('2025-03-01T00:00:00+01:00', '2025-03-31T23:59:59.999+01:00'), {}],
    ['an end at another instant', period('2025-03-01T00:00:00', '2025-03-31T23:59:59.999'), {}],
    ['another amount', { total_amount: number('-1234.5001') }, {}],
    ['another count', { transaction_count: number('-4') }, {}],
    ['a statement about splitting where there was none', { is_splittable: false }, {}],
    ['no statement about splitting where there was one', {}, { is_splittable: false }],
    ['a channel where there was none', CHANNEL, {}],
    ['another channel', { payment_channel: { ...CHANNEL.payment_channel, id: 'web' } }, CHANNEL],
    [
      'a channel of another day',
      { payment_channel: { ...CHANNEL.payment_channel, start_date: '2024-03-01' } },
      CHANNEL,
    ],
  ])('finds %s to be different', (_name, sent, stored) => {
    expect(revenueClaims.sameAsStored(row(sent), row(stored))).toBe(false);
  });
});
