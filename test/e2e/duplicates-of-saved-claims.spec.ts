import { bodyOf, type Changes, claimOf, number, period } from '../support/claims';
import { clients } from '../support/clients';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

const amount = (written: string): Changes => ({ total_amount: number(written) });
const amountText = (written: string): Changes => ({ total_amount: written });
const count = (written: string): Changes => ({ transaction_count: number(written) });
const dates = (start: string, end: string): Changes => ({
  time_period: { start_date: start, end_date: end },
});
const channel = (start: string, id = 'shop'): Changes => ({ payment_channel: { id, start_date: start } });

const MONTH = ['2025-01-01T00:00:00.000Z', '2025-01-31T23:59:59.999Z'] as const;

/** What was saved, what is sent later, and whether this is the same data as stored. */
const CASES: readonly (readonly [saved: Changes, later: Changes, content: 'same' | 'different'])[] = [
  [{}, {}, 'same'],
  [amount('100.00'), amountText('100.0000'), 'same'],
  [amount('100.00'), amount('1e2'), 'same'],
  [amountText('0100.0'), amount('1000000E-4'), 'same'],
  [amount('999999999999999.9999'), amountText('999999999999999.9999'), 'same'],
  [{ ...amount('0'), ...count('0') }, { ...amountText('-0.00'), ...count('-0.0') }, 'same'],
  [amount('100.00'), amount('100.0001'), 'different'],
  [amount('900719925474099.3001'), amount('900719925474099.3002'), 'different'],
  [count('150'), count('1.5e2'), 'same'],
  [count('9007199254740992'), count('9007199254740991'), 'different'],
  [period(...MONTH), period(MONTH[0], '2025-01-31T23:59:59:999'), 'same'],
  [period('2025-01-01T00:00:00:000', '2025-01-31T23:59:59:999'), period(...MONTH), 'same'],
  [period(...MONTH), period('2025-01-01T00:00:00', '2025-01-31T23:59:59.999'), 'same'],
  [period(...MONTH), dates(...MONTH), 'same'],
  [dates(...MONTH), { time_period: { start_time: MONTH[0], end_date: MONTH[1] } }, 'same'],
  [
    period('2025-03-30T00:00:00.000+01:00', '2025-03-30T23:59:59.999+02:00'),
    period('2025-03-30T00:00:00.000+01:00', '2025-03-30T23:59:59.999+01:00'),
    'different',
  ],
  [period(...MONTH), period('2025-01-01T00:00:00.000+01:00', '2025-01-31T23:59:59.999+01:00'), 'different'],
  [period(...MONTH), period('2025-01-31T00:00:00.000Z', MONTH[1]), 'different'],
  [{}, { partner_client_id: 'known-1' }, 'different'],
  [{ is_splittable: false }, {}, 'different'],
  [{ is_splittable: true }, { is_splittable: true }, 'same'],
  [channel('2020-01-01'), channel('2020-01-01T01:00:00+01:00'), 'same'],
  [channel('2020-01-01'), channel('2020-01-02'), 'different'],
  [channel('2020-01-01'), channel('2020-01-01', 'Shop'), 'different'],
  [channel('2020-01-01'), {}, 'different'],
];

let service: Service;
let partner: Partner;
beforeAll(async () => {
  service = await startService();
  [partner] = service.partners;
  await partner.decideClients(clients('known', 2));
});
afterAll(() => service.stop());

const rows = (start: string): Promise<unknown[]> =>
  rowsOf(service.databaseUrl, 'SELECT *, xmin FROM revenue_claims WHERE starts_with(unique_reference, $1)', [
    start,
  ]);

/** Claims are saved and looked up one way in small batches and another way in large ones: so many valid claims more. */
describe.each([
  ['a small batch', 0],
  ['a large batch', 600],
])('a claim that is saved already, sent again in %s,', (size, more) => {
  let before: StatusDocument;
  let after: StatusDocument;
  let rowsBefore: unknown[];
  const batch = (which: 0 | 1): Changes[] => [
    ...CASES.map((row, n) => claimOf('known-0', `${size} ${n}`, row[which])),
    ...Array.from({ length: more }, (_, n) => claimOf('known-1', `more ${which} ${n}`)),
  ];

  beforeAll(async () => {
    before = await partner.decideClaims(bodyOf(batch(0)));
    rowsBefore = await rows(size);
    after = await partner.decideClaims(bodyOf(batch(1)));
  });

  it('was saved the first time, and is left untouched', async () => {
    expect(before.counts).toMatchObject({ Completed: CASES.length + more });
    expect(rowsBefore).toHaveLength(CASES.length);
    expect(await rows(size)).toEqual(rowsBefore);
  });

  it.each(CASES.map((row, n) => [n, ...row] as const))(
    '(%i) first with %j, then with %j, is a Duplicate with %s content',
    (n, _saved, _later, content) => {
      const { state, problems } = after.result[n]?.status ?? {};
      expect([state, problems?.length]).toEqual(['Duplicate', 1]);
      expect(problems?.[0]).toMatchObject({
        code: 'already_saved',
        pointer: '/unique_reference',
        duplicate_of: { status_check_id: before.id, index: n },
      });
      expect(problems?.[0]?.detail).toMatch(content === 'same' ? /\bsame\b/ : /\bdifferent\b/);
      expect(problems?.[0]?.detail).not.toMatch(content === 'same' ? /\bdifferent\b/ : /\bsame\b/);
    },
  );
});
