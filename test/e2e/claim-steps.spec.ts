import { bodyOf, claimOf, number } from '../support/claims';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';

const CLIENT = 'known-0';
const fine = (key: string): unknown => claimOf(CLIENT, key);
const other = (key: string): unknown => claimOf(CLIENT, key, { transaction_count: 4 });
const invalid = (key: string): unknown => claimOf(CLIENT, key, { currency: 'EUR' });
const orphan = (key: string): unknown => claimOf('nobody', key);
const ambiguous = (key: string): string => `{"unique_reference":"${key}",${bodyOf([fine(key)]).slice(2, -1)}`;

const VIOLATION = 'Failed: invalid_value /currency';
const AMBIGUITY = 'Failed: repeated_member /unique_reference';
const ORPHAN = 'Failed: unknown_client /partner_client_id';

/** A situation: the items of one request with the key given, and what must become of them. */
type Situation = readonly [name: string, items: (key: string) => unknown[], ...expected: string[]];

const FRESH: Situation[] = [
  ['step 7: a new key', (k) => [fine(k)], 'Completed'],
  [
    'steps 1 and 2: equal items without a usable key',
    () => [claimOf(CLIENT, ' '), claimOf(CLIENT, ' ')],
    ...Array<string>(2).fill('Failed: invalid_value /unique_reference'),
  ],
  ['steps 1 and 2: ambiguous first', (k) => [ambiguous(k), fine(k)], AMBIGUITY, 'Completed'],
  [
    'steps 1 and 4: no key, and other rules violated too',
    () => [{ currency: 'EUR', x: 1 }],
    'Failed: required /unique_reference, invalid_value /currency, required /time_period, required /total_amount, ' +
      'required /transaction_count, required /partner_client_id, unknown_member /x',
  ],
  [
    'steps 1 and 6: no key, and of an unknown client',
    () => [claimOf('nobody', '')],
    'Failed: invalid_value /unique_reference',
  ],
  ['step 2: equal', (k) => [fine(k), fine(k)], 'Completed', 'Duplicate of 0'],
  [
    'step 2: equal but for the digits of its numbers',
    (k) => [fine(k), claimOf(CLIENT, k, { total_amount: number('12345.0e-1') })],
    ...['Completed', 'Duplicate of 0'],
  ],
  [
    'step 2: an amount as number and as text',
    (k) => [fine(k), claimOf(CLIENT, k, { total_amount: '1234.5' })],
    ...['Conflict', 'Conflict'],
  ],
  ['step 2: two equal and one different', (k) => [fine(k), other(k), fine(k)], ...conflicts(3)],
  ['step 2: of different clients', (k) => [fine(k), claimOf('known-1', k)], ...conflicts(2)],
  ['steps 2 and 4: equal and invalid', (k) => [invalid(k), invalid(k)], VIOLATION, 'Duplicate of 0'],
  ['steps 2 and 4: different, one of them invalid', (k) => [fine(k), invalid(k)], ...conflicts(2)],
  ['steps 2 and 6: equal, of an unknown client', (k) => [orphan(k), orphan(k)], ORPHAN, 'Duplicate of 0'],
  ['steps 2 and 6: different, one of an unknown client', (k) => [orphan(k), fine(k)], ...conflicts(2)],
  [
    'steps 4 and 6: invalid, of an unknown client',
    (k) => [claimOf('nobody', k, { currency: 'EUR' })],
    VIOLATION,
  ],
  [
    'step 4: every violation',
    (k) => [claimOf(CLIENT, k, { currency: null, is_splittable: 1, total_amount: number('0.00001'), x: 1 })],
    'Failed: invalid_type /currency, invalid_value /total_amount, invalid_type /is_splittable, unknown_member /x',
  ],
  ['step 6: an unknown client', (k) => [orphan(k), fine(`${k}-b`)], ORPHAN, 'Completed'],
  ['step 6: a client of other letter case', (k) => [claimOf('Known-0', k)], ORPHAN],
];

const SAVED: Situation[] = [
  ['step 5: the same', (k) => [fine(k)], 'Duplicate of saved'],
  ['step 5: different', (k) => [other(k)], 'Duplicate of saved'],
  ['step 5: of another client', (k) => [claimOf('known-1', k)], 'Duplicate of saved'],
  ['steps 1 and 5: ambiguous', (k) => [ambiguous(k)], AMBIGUITY],
  ['steps 2 and 5: equal', (k) => [fine(k), fine(k)], 'Duplicate of saved', 'Duplicate of 0'],
  ['steps 2 and 5: different', (k) => [fine(k), other(k)], ...conflicts(2)],
  ['steps 4 and 5: invalid', (k) => [invalid(k)], VIOLATION],
  ['steps 5 and 6: of an unknown client', (k) => [orphan(k)], 'Duplicate of saved'],
];

/** So many claims more, which are fine: few claims are saved one way, and many another. */
const SIZES = [
  ['a small batch', 0],
  ['a large batch', 600],
] as const;

const named = ([name, items, ...expected]: Situation) => ({ name, items, expected });

function conflicts(count: number): string[] {
  return Array<string>(count).fill('Conflict');
}

let service: Service;
let partner: Partner;
let requests = 0;
beforeAll(async () => {
  service = await startService();
  [partner] = service.partners;
  await partner.decideClients(clients('known', 2));
});
afterAll(() => service.stop());

describe.each(SIZES)('a claim in %s gets its state by the first step that applies:', (size, more) => {
  async function decide(items: readonly unknown[]): Promise<string[]> {
    requests++;
    const others = Array.from({ length: more }, (_, n) => fine(`more-${requests}-${n}`));
    const document = await partner.decideClaims(bodyOf([...items, ...others]));
    expectSound(document);
    expect(outcomes(document).slice(items.length)).toEqual(Array(more).fill('Completed'));
    return outcomes(document).slice(0, items.length);
  }

  it.each(FRESH.map(named))('with a new key, $name', async ({ items, expected }) => {
    const key = `${size}, ${requests}.`;
    expect(await decide(items(key))).toEqual(expected);
    const saved = await rowsOf(
      service.databaseUrl,
      'SELECT 1 FROM revenue_claims WHERE starts_with(unique_reference, $1)',
      [key],
    );
    expect(saved).toHaveLength(expected.filter((state) => state === 'Completed').length);
  });

  it.each(SAVED.map(named))('with a key that is saved, $name', async ({ name, items, expected }) => {
    const key = `${size}, saved ${name}`;
    expect(await decide([fine(key)])).toEqual(['Completed']);
    expect(await decide(items(key))).toEqual(expected);
  });

  it.each<[string, (key: string) => unknown[]]>([
    ['a Failed item', (key) => [invalid(key)]],
    ['a Conflict', (key) => [fine(key), other(key)]],
    ['a claim of a client that was unknown', (key) => [orphan(key)]],
  ])('%s is like any new one when it comes again, corrected', async (name, items) => {
    const key = `${size}, ${name}`;
    expect(await decide(items(key))).not.toContain('Completed');
    expect(await decide([fine(key)])).toEqual(['Completed']);
  });
});
