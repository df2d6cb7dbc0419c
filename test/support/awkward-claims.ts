import { type Changes, number, period } from './claims';

/** A row of revenue_claims as PostgreSQL prints it, times in UTC. */
interface StoredClaim {
  period_granularity: string;
  period_from: string;
  start: string;
  end: string;
  total_amount: string;
  transaction_count: string;
  is_splittable: boolean | null;
  payment_channel_id: string | null;
  channel_start: string | null;
}

const USUAL: StoredClaim = {
  period_granularity: 'month',
  period_from: '2025-01-01',
  start: '2025-01-01 00:00:00',
  end: '2025-01-31 23:59:59.999',
  total_amount: '1234.5000',
  transaction_count: '3',
  is_splittable: null,
  payment_channel_id: null,
  channel_start: null,
};
const money = (text: unknown, count: string): Changes => ({
  total_amount: text,
  transaction_count: number(count),
});

/** What is sent, by claim key, and how the row differs from the usual one: values that are awkward for SQL, COPY or JSON. */
const CLAIMS: Readonly<Record<string, readonly [sent: Changes, stored: Partial<StoredClaim>]>> = {
  plain: [{}, {}],
  cents: [money(number('0.01'), '1'), { total_amount: '0.0100', transaction_count: '1' }],
  exact: [
    money(number('900719925474099.3001'), '1.0'),
    { total_amount: '900719925474099.3001', transaction_count: '1' },
  ],
  largest: [
    money('999999999999999.9999', '9007199254740992'),
    { total_amount: '999999999999999.9999', transaction_count: '9007199254740992' },
  ],
  least: [
    money(number('-999999999999999.9999'), '-9007199254740992'),
    { total_amount: '-999999999999999.9999', transaction_count: '-9007199254740992' },
  ],
  zero: [money('-0.00', '-0'), { total_amount: '0.0000', transaction_count: '0' }],
  exponent: [money(number('1.50000e2'), '1E2'), { total_amount: '150.0000', transaction_count: '100' }],
  'leap month': [
    period('2024-02-01T00:00:00Z', '2024-02-29T23:59:59:999Z'),
    { period_from: '2024-02-01', start: '2024-02-01 00:00:00', end: '2024-02-29 23:59:59.999' },
  ],
  day: [
    period('2025-03-30T00:00:00.000', '2025-03-30T23:59:59.999'),
    {
      period_granularity: 'day',
      period_from: '2025-03-30',
      start: '2025-03-30 00:00:00',
      end: '2025-03-30 23:59:59.999',
    },
  ],
  'month in which summer time begins': [
    period('2025-03-01T00:00:00.000Z', '2025-03-31T23:59:59.999+01:00'),
    { period_from: '2025-03-01', start: '2025-03-01 00:00:00', end: '2025-03-31 22:59:59.999' },
  ],
  'day of 25 hours': [
    period('2025-10-26T00:00:00.000+02:00', '2025-10-26T23:59:59.999+01:00'),
    {
      period_granularity: 'day',
      period_from: '2025-10-26',
      start: '2025-10-25 22:00:00',
      end: '2025-10-26 22:59:59.999',
    },
  ],
  'either spelling': [
    { time_period: { start_date: '2024-12-01T00:00:00:000', end_date: '2024-12-31T23:59:59:999' } },
    { period_from: '2024-12-01', start: '2024-12-01 00:00:00', end: '2024-12-31 23:59:59.999' },
  ],
  'all members': [
    {
      is_splittable: false,
      payment_channel: { id: '\\N\tshop\n🦊', start_date: '2020-02-29T00:30:00+01:00' },
    },
    { is_splittable: false, payment_channel_id: '\\N\tshop\n🦊', channel_start: '2020-02-28 23:30:00' },
  ],
  '\\N': [{ is_splittable: true }, { is_splittable: true }],
  '\\.': [{}, {}],
  "'); DROP TABLE revenue_claims; -- é🦊": [{}, {}],
};

/** The keys of claims with awkward values. */
export const AWKWARD_KEYS = Object.keys(CLAIMS);

/** What differs from a usual claim in what is sent. */
export function sentAs(key: string): Changes {
  return CLAIMS[key]?.[0] ?? {};
}

/** The row that is to be there. */
export function storedAs(key: string): StoredClaim {
  return { ...USUAL, ...CLAIMS[key]?.[1] };
}
