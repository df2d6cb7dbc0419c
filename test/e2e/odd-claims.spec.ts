import { bodyOf, claim, claimOf, type Changes, clientWith, number } from '../support/claims';
import { client, clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';

const many = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${name} ${n}`);
const FAILED = 'Failed: invalid_type /revenue_claims';
const FINE: Changes = claim('fine');

/** The claims of a client that has a key of its own, and what becomes of it. */
const CLAIMS: [name: string, claims: unknown, expected: string][] = [
  ['missing', undefined, 'Failed: required /revenue_claims'],
  ['null', null, FAILED],
  ['an object', {}, FAILED],
  ['a claim, not an array', FINE, FAILED],
  ['a text', 'fine', FAILED],
  ['empty', [], 'Failed: invalid_value /revenue_claims'],
  ['null in an array', [null], `${FAILED}/0`],
  ['an array in an array', [[FINE]], `${FAILED}/0`],
  ['a number behind a claim', [claim('odd'), 1], `${FAILED}/1`],
  [
    'twice the same',
    [claim('odd'), claim('odd')],
    `Failed: invalid_value /revenue_claims/1/unique_reference`,
  ],
  [
    'twice one key, with other content',
    [claim('odd'), claim('odd', { total_amount: 1 })],
    `Failed: invalid_value /revenue_claims/1/unique_reference`,
  ],
  [
    'of another client',
    [claim('odd', { partner_client_id: 'somebody' })],
    'Failed: invalid_value /revenue_claims/0/partner_client_id',
  ],
  [
    'without a key',
    [claim('odd', { unique_reference: undefined })],
    'Failed: required /revenue_claims/0/unique_reference',
  ],
];

/** What a claim may not be, and where it says so; each is sent on its own and inside of a client. */
const VIOLATIONS: [Changes, pointer: string][] = [
  [{ currency: 'gbp' }, '/currency'],
  [{ currency: 'EUR' }, '/currency'],
  [
    { time_period: { start_time: '2025-01-01T00:00:00Z', end_time: '2025-02-28T23:59:59.999Z' } },
    '/time_period',
  ],
  [
    { time_period: { start_time: '2025-02-01T00:00:00Z', end_time: '2025-02-29T23:59:59.999Z' } },
    '/time_period/end_time',
  ],
  [
    { time_period: { start_time: '9999-01-01T00:00:00Z', end_time: '9999-01-31T23:59:59.999Z' } },
    '/time_period/start_time',
  ],
  [{ total_amount: '1e2' }, '/total_amount'],
  [{ total_amount: number('1.00001') }, '/total_amount'],
  [{ total_amount: number('1000000000000000') }, '/total_amount'],
  [{ transaction_count: number('1.5') }, '/transaction_count'],
  [{ transaction_count: '3' }, '/transaction_count'],
  [{ transaction_count: -3 }, '/transaction_count'],
  [{ is_splittable: null }, '/is_splittable'],
  [{ payment_channel: { id: 'shop' } }, '/payment_channel/start_date'],
  [{ unknown: 1 }, '/unknown'],
];

describe('odd claims', () => {
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    service = await startService();
    [partner] = service.partners;
    await partner.decideClients(clients('known', 1));
  });
  afterAll(() => service.stop());

  const decideAtOnce = async (items: readonly unknown[]): Promise<string[]> => {
    const document = await partner.decideAtOnce(bodyOf(items));
    expectSound(document);
    return outcomes(document);
  };
  const saved = (table: string, key: string, start: string): Promise<unknown[]> =>
    rowsOf(service.databaseUrl, `SELECT 1 FROM ${table} WHERE starts_with(${key}, $1)`, [start]);

  it.each(CLAIMS)(
    'that are %s make their client Failed, and no other one',
    async (name, claims, expected) => {
      const items = [
        clientWith(`${name} 1`, [`${name} 1`]),
        { ...client(name), revenue_claims: claims },
        clientWith(`${name} 2`, [`${name} 2`]),
      ];
      expect(await decideAtOnce(items)).toEqual(['Completed', expected, 'Completed']);
      expect(await saved('partner_clients', 'partner_client_id', name)).toHaveLength(2);
      expect(await saved('revenue_claims', 'unique_reference', 'odd')).toEqual([]);
    },
  );

  it('may be a thousand in one client, and no more', async () => {
    const items = [clientWith('1000', many('1000', 1_000)), clientWith('1001', many('1001', 1_001))];
    expect(await decideAtOnce(items)).toEqual(['Completed', 'Failed: invalid_value /revenue_claims']);
    expect(await saved('revenue_claims', 'unique_reference', '100')).toHaveLength(1_000);
  });

  it('of a client that is saved are not saved, whatever else comes with it', async () => {
    expect(await decideAtOnce([clientWith('known-0', many('known', 3)), clientWith('new', ['new'])])).toEqual(
      [...['Duplicate of saved', 'Completed']],
    );
    expect(await saved('revenue_claims', 'unique_reference', 'known')).toEqual([]);
  });

  it.each(VIOLATIONS)(
    'with %j are Failed at %s, on their own and inside of a client',
    async (change, pointer) => {
      const [alone] = outcomes(await partner.decideClaims(bodyOf([claimOf('known-0', 'violation', change)])));
      expect(alone).toMatch(/^Failed: \w+ /);
      expect(alone?.split(' ').at(-1)).toBe(pointer);
      const [inside] = await decideAtOnce([clientWith('violation', [claim('violation', change)])]);
      expect(inside).toBe(alone?.replace(' /', ' /revenue_claims/0/'));
    },
  );

  it('of all shapes that JSON has are Failed one by one on the claims route', async () => {
    const items = ['null', 'true', '1', '"text"', '[]', '{}', '[{}]'];
    const document = await partner.decideClaims(bodyOf([...items, claimOf('known-0', 'survivor')]));
    expectSound(document);
    expect(document.counts).toMatchObject({ total: 8, Failed: 7, Completed: 1 });
    expect(await decideAtOnce([...items, clientWith('survivor', ['survivor 2'])])).toMatchObject({
      7: 'Completed',
    });
  });
});
