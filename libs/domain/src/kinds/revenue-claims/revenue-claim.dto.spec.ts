import { type Problem } from '../../problems/problem';
import { problemsOf } from '../../problems/violation';
import { jsonText, number } from '../../testing/json-text';
import { compiledRules } from '../../validation/compiled-rules';
import { type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { violationsOf } from '../../validation/violations';
import { RevenueClaimDto } from './revenue-claim.dto';
import { revenueClaims } from './revenue-claims.kind';

const CONTEXT = { entityTypes: [], currency: 'GBP', now: new Date('2025-06-15T12:00:00Z') };
const ABSENT = undefined;
const JANUARY = { start_time: '2025-01-01T00:00:00.000Z', end_time: '2025-01-31T23:59:59.999Z' };
const VALID = {
  unique_reference: 'R-1',
  partner_client_id: 'M_1',
  currency: 'GBP',
  time_period: JANUARY,
  total_amount: '100.00',
  transaction_count: 3,
};

type Change = Record<string, unknown>;

/** What is wrong with a valid claim after `change`, by both ways of asking; sent through the reader of the kind. */
function problems(change: Change, context = CONTEXT): Problem[] {
  const claim = revenueClaims.read(jsonText({ ...VALID, ...change })) as UntrustedObject;
  return withRuleContext(context, () => {
    const violations = violationsOf(RevenueClaimDto, claim);
    expect(compiledRules(RevenueClaimDto).accept(claim)).toBe(violations.length === 0);
    expect(compiledRules(RevenueClaimDto).violations(claim)).toEqual(violations);
    return problemsOf(violations);
  });
}

const details = (change: Change): string[] => problems(change).map(({ detail }) => detail);
const period = (start: unknown, end: unknown, more: Change = {}) => ({
  time_period: { start_time: start, end_time: end, ...more },
});
const channel = (change: Change = {}) => ({
  payment_channel: { id: 'pos', start_date: '2024-02-29', ...change },
});
const money = (amount: string, count: string) => ({
  total_amount: number(amount),
  transaction_count: number(count),
});

describe('a revenue claim', () => {
  it.each<[string, Change]>([
    ['the required members alone', {}],
    ['a number for its amount', { total_amount: number('100.00') }],
    ['an amount with zeros beyond the fourth decimal', { total_amount: number('1.50000') }],
    ['an amount and a count with exponents', money('1e2', '1e2')],
    ['a count with a decimal point', { transaction_count: number('150.0') }],
    ['the largest amount and count', money('999999999999999.9999', '9007199254740992')],
    ['the smallest amount and count', money('-999999999999999.9999', '-9007199254740992')],
    ['both numbers negative', money('-0.0001', '-1')],
    ['both numbers zero', money('-0', '0.0')],
    ['zero as a string', { total_amount: '-0.00', transaction_count: 0 }],
    ['a splittable amount', { is_splittable: true }],
    ['one that is not', { is_splittable: false }],
    ['a payment channel', channel()],
    ['a payment channel since some time of a day', channel({ start_date: '2024-02-29T10:00:00.5+01:00' })],
    ['the longest name of a payment channel', channel({ id: '🦊'.repeat(1_000) })],
    ['a day', period('2025-02-28T00:00:00.000', '2025-02-28T23:59:59.999')],
    ['the leap day', period('2024-02-29T00:00:00.000', '2024-02-29T23:59:59.999')],
    ['a leap February', period('2024-02-01T00:00:00.000', '2024-02-29T23:59:59.999')],
    ['the colon form', period('2025-01-01T00:00:00:000', '2025-01-31T23:59:59:999')],
    ['a start without a fraction', period('2025-01-01T00:00:00', '2025-01-31T23:59:59.999')],
    ['a start with a longer fraction', period('2025-01-01T00:00:00.000000Z', '2025-01-31T23:59:59.999Z')],
    ['daylight saving', period('2025-03-01T00:00:00.000Z', '2025-03-31T23:59:59.999+01:00')],
    ['an offset at one end only', period('2025-01-01T00:00:00.000', '2025-01-31T23:59:59.999+00:00')],
    ['a month that is not over', period('2025-06-01T00:00:00.000', '2025-06-30T23:59:59.999')],
    ['a day that has begun in the east', period('2025-06-16T00:00:00.000', '2025-06-16T23:59:59.999')],
    [
      'the other spellings',
      { time_period: { start_date: '2025-01-01T00:00:00.000', end_date: '2025-01-31T23:59:59.999' } },
    ],
    [
      'a mixture of spellings',
      { time_period: { start_date: '2025-01-01T00:00:00.000', end_time: '2025-01-31T23:59:59.999' } },
    ],
  ])('may have %s', (_name, change) => {
    expect(details(change)).toEqual([]);
  });

  const code = 'currency must be an ISO 4217 currency code, three capital letters';
  const form = (end: string) =>
    `time_period.${end} must be a date-time of RFC 3339, such as ${end.startsWith('start') ? '2025-01-01T00:00:00.000Z' : '2025-01-31T23:59:59.999Z'}`;
  const first = 'time_period.start_time must be the first millisecond of a day, T00:00:00.000';
  const last = 'time_period.end_time must be the last millisecond of a day, T23:59:59.999';
  const whole = 'time_period must be exactly one calendar month or one calendar day';
  const future =
    'time_period.start_time must not lie in the future: this day has not begun anywhere on earth';
  const sign =
    'transaction_count must have the sign of total_amount, both positive, both negative or both zero; found';
  const since =
    'payment_channel.start_date must be a date or date-time of RFC 3339, such as 2025-01-31 or 2025-01-31T09:30:00Z';
  const { start_time: START, end_time: END } = JANUARY;

  it.each<[Change, ...string[]]>([
    [{ unique_reference: ABSENT }, 'unique_reference is required'],
    [{ unique_reference: number('7') }, 'unique_reference must be a string; found a number'],
    [
      { unique_reference: ' a' },
      'unique_reference must not begin or end with white space; found U+0020 at character 1',
    ],
    [{ partner_client_id: ABSENT }, 'partner_client_id is required'],
    [{ partner_client_id: null }, 'partner_client_id must be a string; found null'],
    [{ partner_client_id: '' }, 'partner_client_id must not be empty; found ""'],

    [{ currency: ABSENT }, 'currency is required'],
    [{ currency: null }, `${code}; found null`],
    [{ currency: number('826') }, `${code}; found a number`],
    [{ currency: ['GBP'] }, `${code}; found an array`],
    [{ currency: 'gbp' }, `${code}; found "gbp"`],
    [{ currency: 'GBP ' }, `${code}; found "GBP "`],
    [{ currency: '' }, `${code}; found ""`],
    [{ currency: 'ABC' }, `${code}; found "ABC"`],
    [{ currency: 'constructor' }, `${code}; found "constructor"`],
    [{ currency: 'EUR' }, 'currency must be GBP, the currency agreed with this partner; found "EUR"'],

    [{ time_period: ABSENT }, 'time_period is required'],
    [{ time_period: null }, 'time_period must be an object with start_time and end_time; found null'],
    [
      { time_period: '2025-01' },
      'time_period must be an object with start_time and end_time; found "2025-01"',
    ],
    [
      { time_period: number('202501') },
      'time_period must be an object with start_time and end_time; found a number',
    ],
    [
      { time_period: [START, END] },
      'time_period must be an object with start_time and end_time; found an array',
    ],
    [{ time_period: {} }, 'time_period.start_time is required', 'time_period.end_time is required'],
    [period(START, ABSENT), 'time_period.end_time is required'],
    [period(ABSENT, END), 'time_period.start_time is required'],
    [
      period(START, END, { start_date: START }),
      'time_period.start_time must not be given beside start_date, which means the same; found both',
    ],
    [
      period(START, END, { end_date: END }),
      'time_period.end_time must not be given beside end_date, which means the same; found both',
    ],
    [
      period(START, null, { end_date: END }),
      'time_period.end_time must not be given beside end_date, which means the same; found both',
      `${form('end_time')}; found null`,
    ],
    [
      period(START, END, { unit: 'month' }),
      'time_period.unit is not a known member; correct its name or leave it out',
    ],
    [period(null, END), `${form('start_time')}; found null`],
    [period(START, number('20250131')), `${form('end_time')}; found a number`],
    [period('2025-01-01', END), `${form('start_time')}; found "2025-01-01"`],
    [period(START, '2025-01-31'), `${form('end_time')}; found "2025-01-31"`],
    [period('2025-01-01T00:00', END), `${form('start_time')}; found "2025-01-01T00:00"`],
    [period(START, '2025-02-30T23:59:59.999'), `${form('end_time')}; found "2025-02-30T23:59:59.999"`],
    [period(START, '2025-01-31T23:59:60.999'), `${form('end_time')}; found "2025-01-31T23:59:60.999"`],
    [period(START, '2025-02-01T24:00:00.000'), `${form('end_time')}; found "2025-02-01T24:00:00.000"`],
    [period('2025-01-01t00:00:00.000z', END), `${form('start_time')}; found "2025-01-01t00:00:00.000z"`],
    [period('2025-01-01T00:00:00.001', END), `${first}; found "2025-01-01T00:00:00.001"`],
    [period('2025-01-01T01:00:00', END), `${first}; found "2025-01-01T01:00:00"`],
    [period(START, '2025-01-31T23:59:58.999'), `${last}; found "2025-01-31T23:59:58.999"`],
    [period(START, '2025-01-31T23:59:59'), `${last}; found "2025-01-31T23:59:59"`],
    [period(START, '2025-01-31T23:59:59.99'), `${last}; found "2025-01-31T23:59:59.99"`],
    [period(START, '2025-01-31T23:59:59.999999'), `${last}; found "2025-01-31T23:59:59.999999"`],
    [period(START, '2025-02-01T00:00:00.000'), `${last}; found "2025-02-01T00:00:00.000"`],
    [period(START, '2025-01-30T23:59:59.999'), `${whole}; found 2025-01-01 to 2025-01-30`],
    [period(END, START), `${first}; found "${END}"`, `${last}; found "${START}"`],
    [period('2025-02-01T00:00:00', '2025-01-31T23:59:59.999'), `${whole}; found 2025-02-01 to 2025-01-31`],
    [period('2025-01-01T00:00:00', '2025-12-31T23:59:59.999'), `${whole}; found 2025-01-01 to 2025-12-31`],
    [period('2024-02-01T00:00:00', '2024-02-28T23:59:59.999'), `${whole}; found 2024-02-01 to 2024-02-28`],
    [period('2025-06-17T00:00:00', '2025-06-17T23:59:59.999'), `${future}; found "2025-06-17T00:00:00"`],
    [
      period('2025-07-01T00:00:00', '2025-07-30T23:59:59.999'),
      `${future}; found "2025-07-01T00:00:00"`,
      `${whole}; found 2025-07-01 to 2025-07-30`,
    ],

    [{ total_amount: ABSENT }, 'total_amount is required'],
    [{ total_amount: null }, 'total_amount must be a number or a decimal string; found null'],
    [{ total_amount: '1e2' }, 'total_amount must be a plain decimal such as "-12.50"; found "1e2"'],
    [{ total_amount: number('0.00001') }, 'total_amount must have at most 4 decimals; found 5'],
    [{ total_amount: number('1e15') }, 'total_amount must have at most 15 digits before the point; found 16'],
    [{ transaction_count: ABSENT }, 'transaction_count is required'],
    [{ transaction_count: '3' }, 'transaction_count must be a number; found "3"'],
    [{ transaction_count: number('1.5') }, 'transaction_count must be a whole number; found 1.5'],
    [
      { transaction_count: number('9007199254740993') },
      'transaction_count must lie between -9007199254740992 and 9007199254740992; found 9007199254740993',
    ],

    [money('100', '-1'), `${sign} negative where total_amount is positive`],
    [money('-100', '1'), `${sign} positive where total_amount is negative`],
    [money('0', '1'), `${sign} positive where total_amount is zero`],
    [money('-0', '-1'), `${sign} negative where total_amount is zero`],
    [money('0.0001', '0'), `${sign} zero where total_amount is positive`],
    [money('-0.0001', '-0'), `${sign} zero where total_amount is negative`],
    [
      { total_amount: 'x', transaction_count: -1 },
      'total_amount must be a plain decimal such as "-12.50"; found "x"',
    ],
    [{ transaction_count: number('-1.5') }, 'transaction_count must be a whole number; found -1.5'],

    [{ is_splittable: null }, 'is_splittable must be true or false; found null'],
    [{ is_splittable: 'true' }, 'is_splittable must be true or false; found "true"'],
    [{ is_splittable: number('1') }, 'is_splittable must be true or false; found a number'],

    [{ payment_channel: null }, 'payment_channel must be an object with id and start_date; found null'],
    [{ payment_channel: [] }, 'payment_channel must be an object with id and start_date; found an array'],
    [{ payment_channel: 'pos' }, 'payment_channel must be an object with id and start_date; found "pos"'],
    [{ payment_channel: {} }, 'payment_channel.id is required', 'payment_channel.start_date is required'],
    [channel({ id: '' }), 'payment_channel.id must not be empty; found ""'],
    [channel({ id: number('1') }), 'payment_channel.id must be a non-empty string; found a number'],
    [channel({ id: 'a\0' }), 'payment_channel.id must not contain NUL; found U+0000 at character 2'],
    [channel({ start_date: '2023-02-29' }), `${since}; found "2023-02-29"`],
    [channel({ start_date: '2025-01-31T23:59:59:999' }), `${since}; found "2025-01-31T23:59:59:999"`],
    [
      channel({ end_date: '2024-03-01' }),
      'payment_channel.end_date is not a known member; correct its name or leave it out',
    ],

    [
      { revenue_claims: [] },
      'revenue_claims is not a known member of this route; items that have it go to /api/v1/clients/revenueClaims',
    ],
    [
      { client_start_date: '2025-01-01' },
      'client_start_date is not a known member of this route; items that have it go to /api/v1/clients',
    ],
    [
      { ['__proto__']: {}, toString: 1 },
      '__proto__ is not a known member; correct its name or leave it out',
      'toString is not a known member; correct its name or leave it out',
    ],
  ])('may not have %j', (change, ...expected) => {
    expect(details(change)).toEqual(expected);
  });

  it('is told all its violations at once, in the order of the contract, unknown members last', () => {
    const change = {
      extra: 1,
      is_splittable: 1,
      transaction_count: '1',
      total_amount: null,
      time_period: { start_time: 1, unit: 1 },
      currency: 'EUR',
    };
    expect(problems(change).map(({ code: problem, pointer }) => `${problem} ${pointer}`)).toEqual([
      'invalid_value /currency',
      'invalid_type /time_period/start_time',
      'required /time_period/end_time',
      'unknown_member /time_period/unit',
      'invalid_type /total_amount',
      'invalid_type /transaction_count',
      'invalid_type /is_splittable',
      'unknown_member /extra',
    ]);
  });

  it('may be in whatever currency was agreed, though ISO 4217 has withdrawn it since', () => {
    expect(problems({ currency: 'HRK' }, { ...CONTEXT, currency: 'HRK' })).toEqual([]);
    expect(problems({}, { ...CONTEXT, currency: 'HRK' })).toMatchObject([{ code: 'invalid_value' }]);
  });
});
