import { claim, type Changes, jsonText, number, period } from '../../support/claims';
import { type ItemCase, type ItemCases } from './item-case';

const amount = (value: unknown): Changes => ({ total_amount: value });
const count = (value: unknown): Changes => ({ transaction_count: value });
const money = (total: unknown, transactions: unknown): Changes => ({
  ...amount(total),
  ...count(transactions),
});
const NUMBERS: readonly (readonly [string, readonly Changes[]])[] = [
  [
    'invalid_value /total_amount',
    [
      ...[
        '1e5',
        '1,00',
        '1.000,00',
        '٣',
        'NaN',
        'Infinity',
        '',
        ' 1',
        '1 ',
        '+1',
        '.5',
        '1.',
        '0x10',
        '--1',
        '1\0',
      ],
      ...['1.00001', '１', '1_000', '£1', '1000000000000000', '9'.repeat(400)],
    ].map(amount),
  ],
  [
    'invalid_value /total_amount',
    ['1.00001', '1e-5', '1e400', '-1e400', '1e999999999', '1000000000000000'].map((text) =>
      amount(number(text)),
    ),
  ],
  ['invalid_type /total_amount', [null, true, [], [1], {}, { amount: 1 }].map(amount)],
  ['required /total_amount', [amount(undefined)]],
  [
    'invalid_value /transaction_count',
    ['1.5', '1e-1', '9007199254740993', '1e400', '1e999999999', '9007199254740992.1'].map((text) =>
      count(number(text)),
    ),
  ],
  ['invalid_type /transaction_count', ['3', '', null, true, [3], {}].map(count)],
  ['required /transaction_count', [count(undefined)]],
  [
    'invalid_value /transaction_count',
    [money(1, -1), money(-1, 1), money(0, 1), money(1, 0), money('-0.00', 1), money('1', number('-0'))],
  ],
];

const time = (start: unknown, end: unknown): Changes => ({
  time_period: { start_time: start, end_time: end },
});
const START = '2025-01-01T00:00:00.000Z';
const END = '2025-01-31T23:59:59.999Z';
const PERIODS: readonly (readonly [string, readonly Changes[]])[] = [
  ['required /time_period', [{ time_period: undefined }]],
  [
    'invalid_type /time_period',
    [null, '2025-01', [], [START, END], 1].map((value) => ({ time_period: value })),
  ],
  [
    'invalid_value /time_period',
    [
      time(START, '2025-02-28T23:59:59.999Z'),
      time('2025-01-02T00:00:00Z', END),
      time('2025-02-01T00:00:00Z', END),
      time(START, '2026-01-31T23:59:59.999Z'),
    ],
  ],
  [
    'invalid_value /time_period/end_time',
    [
      ...[
        '2025-01-31T23:59:58.999Z',
        '2025-01-31T23:59:59Z',
        '2025-01-31T23:59:59.99Z',
        '2025-02-01T00:00:00Z',
      ],
      ...['2025-02-29T23:59:59.999Z', '2100-02-29T23:59:59.999Z', '2025-01-31', 'never', ''],
    ]
      .map((end) => time(START, end))
      .concat({ time_period: { start_time: START, end_time: END, end_date: END } }),
  ],
  [
    'invalid_value /time_period/start_time',
    [
      ...['2025-01-01T00:00:00.001Z', '2025-01-01T00:00:01Z', '2025-01-01', '2025-02-30T00:00:00Z', ''],
      ...['99999-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ].map((start) => time(start, END)),
  ],
  ['invalid_type /time_period/end_time', [null, 1, [END]].map((end) => time(START, end))],
  ['unknown_member /time_period/x', [{ time_period: { start_time: START, end_time: END, x: 1 } }]],
];
const FUTURE = period('9999-01-01T00:00:00Z', '9999-01-31T23:59:59.999Z');

const OTHERS: readonly (readonly [string, readonly Changes[]])[] = [
  ['invalid_value /time_period/start_time', [FUTURE]],
  [
    'invalid_value /currency',
    ['gbp', 'EUR', 'XXX', 'GBP ', '', '€', 'GBP\0'].map((currency) => ({ currency })),
  ],
  ['invalid_type /currency', [null, 826, ['GBP']].map((currency) => ({ currency }))],
  ['required /currency', [{ currency: undefined }]],
  ['invalid_type /is_splittable', [null, 'true', 0, []].map((value) => ({ is_splittable: value }))],
  ['invalid_type /payment_channel', [null, 'shop', [], 1].map((value) => ({ payment_channel: value }))],
  ['required /payment_channel/start_date', [{ payment_channel: { id: 'shop' } }]],
  ['invalid_value /payment_channel/id', [{ payment_channel: { id: '', start_date: '2025-01-01' } }]],
  [
    'invalid_value /payment_channel/start_date',
    [{ payment_channel: { id: 'shop', start_date: '2024-02-30' } }],
  ],
  ['unknown_member /unknown', [{ unknown: 1 }]],
];

const ACCEPTED: readonly Changes[] = [
  ...['0.01', '-1', '1e2', '1.50000', '999999999999999.9999'].map((text) => ({
    ...money(number(text), text.startsWith('-') ? -1 : 1),
  })),
  money('100.00', number('150.0')),
  money(number('-0'), number('-0')),
  money(number('1E-4'), number('9007199254740992')),
  money('-0.5', number('-1e2')),
  period('2024-02-01T00:00:00Z', '2024-02-29T23:59:59:999Z'),
  period('2025-02-01T00:00:00Z', '2025-02-28T23:59:59.999Z'),
  period('2024-02-29T00:00:00Z', '2024-02-29T23:59:59.999Z'),
];

const nameOf = (changes: Changes): string =>
  (Object.values(changes).includes(undefined)
    ? `no ${Object.keys(changes).join()}`
    : jsonText(changes)
  ).slice(0, 70);

/** The members of a revenue claim (docs/contract.md section 4), on its own and inside of its client. */
export const CLAIM_MEMBERS: ItemCases = {
  subject: 'the members of a claim',
  kinds: ['revenue-claims', 'clients-with-claims'],
  cases: [
    ...[...NUMBERS, ...PERIODS, ...OTHERS].flatMap(([problem, all]) =>
      all.map<ItemCase>((changes) => ({
        name: nameOf(changes),
        item: (form) => form.claimText(changes),
        outcome: ({ claimAt }) => `Failed: ${problem.replace(' ', ` ${claimAt}`)}`,
      })),
    ),
    ...ACCEPTED.map<ItemCase>((changes) => ({
      name: nameOf(changes),
      item: (form) => form.claimText(changes),
      outcome: 'Completed',
    })),
  ],
};

/** What a claim on its own names, and what belongs to another route. */
export const CLAIM_REFERENCES: ItemCases = {
  subject: 'what a claim on its own refers to',
  kinds: ['revenue-claims'],
  cases: [
    {
      name: 'a client that is not there',
      item: (form) => form.text({ partner_client_id: 'nobody' }),
      outcome: 'Failed: unknown_client /partner_client_id',
    },
    {
      name: 'claims inside of a claim',
      item: (form) => form.text({ revenue_claims: [claim(form.key)] }),
      outcome: 'Failed: unknown_member /revenue_claims',
    },
  ],
};
