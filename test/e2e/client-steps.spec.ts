import { arrayOf, clientText, clientTextWith } from '../support/client-texts';
import { outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';

const INVALID = { entity_type: 'Club' };
const OTHER = { entity_type: 'LLP' };
const VIOLATION = 'Failed: invalid_value /entity_type';
/** Step 1: the key occurs twice, so that it is not clear which one it is. */
const ambiguous = (key: string): string => `{"partner_client_id":"${key}",${clientText(key).slice(1)}`;
const AMBIGUITY = 'Failed: repeated_member /partner_client_id';

/** A situation: the items of one request with the key given, and what must become of them. */
type Situation = readonly [name: string, items: (key: string) => string[], ...expected: string[]];

const FRESH: Situation[] = [
  ['step 7: a new key', (k) => [clientText(k)], 'Completed'],
  ['steps 1 and 2: equal items without a usable key', () => ['{}', '{}'], ...twice('/partner_client_id')],
  [
    'steps 1 and 2: different items with one unusable key',
    (k) => [clientText(` ${k}`), clientText(` ${k}`, OTHER)],
    ...Array<string>(2).fill('Failed: invalid_value /partner_client_id'),
  ],
  ['steps 1 and 2: ambiguous first', (k) => [ambiguous(k), clientText(k)], AMBIGUITY, 'Completed'],
  ['steps 1 and 2: ambiguous later', (k) => [clientText(k), ambiguous(k)], 'Completed', AMBIGUITY],
  [
    'steps 1 and 2: ambiguous deep inside',
    (k) => [clientTextWith(k, '"x":[{"a":1,"a":1}]'), clientText(k)],
    'Failed: repeated_member /x/0/a',
    'Completed',
  ],
  [
    'steps 1 and 4: no key, and other rules violated too',
    () => ['{"entity_type":"Club","x":1}'],
    'Failed: required /partner_client_id, required /client_start_date, invalid_value /entity_type, unknown_member /x',
  ],
  ['step 2: equal', (k) => [clientText(k), clientText(k)], 'Completed', 'Duplicate of 0'],
  [
    'step 2: equal thrice, with others between',
    (k) => [clientText(k), clientText(`${k}-b`), clientText(k), clientText(`${k}-c`), clientText(k)],
    ...['Completed', 'Completed', 'Duplicate of 0', 'Completed', 'Duplicate of 0'],
  ],
  ['step 2: different', (k) => [clientText(k), clientText(k, OTHER)], 'Conflict', 'Conflict'],
  [
    'step 2: two equal ones and a different one',
    (k) => [clientText(k), clientText(k), clientText(k, OTHER)],
    ...['Conflict', 'Conflict', 'Conflict'],
  ],
  [
    'step 2: one time written in two ways',
    (k) => [
      clientText(k, { client_start_date: '2020-01-01' }),
      clientText(k, { client_start_date: '2020-01-01T00:00:00Z' }),
    ],
    ...['Conflict', 'Conflict'],
  ],
  [
    'steps 2 and 4: equal and invalid',
    (k) => [clientText(k, INVALID), clientText(k, INVALID)],
    ...[VIOLATION, 'Duplicate of 0'],
  ],
  [
    'steps 2 and 4: different, one of them invalid',
    (k) => [clientText(k), clientText(k, INVALID)],
    ...['Conflict', 'Conflict'],
  ],
  [
    'step 4: every violation, once',
    (k) => [
      clientTextWith(k, '"x":1')
        .replace(/"2021[^"]*"/, 'null')
        .replace('LimitedCompany', 'Club'),
    ],
    'Failed: invalid_type /client_start_date, invalid_value /entity_type, unknown_member /x',
  ],
];

const SAVED: Situation[] = [
  ['step 5: the same', (k) => [clientText(k)], 'Duplicate of saved'],
  ['step 5: different', (k) => [clientText(k, OTHER)], 'Duplicate of saved'],
  ['steps 1 and 5: ambiguous', (k) => [ambiguous(k)], AMBIGUITY],
  [
    'steps 2 and 5: equal items',
    (k) => [clientText(k), clientText(k)],
    ...['Duplicate of saved', 'Duplicate of 0'],
  ],
  [
    'steps 2 and 5: different items',
    (k) => [clientText(k), clientText(k, OTHER)],
    ...['Conflict', 'Conflict'],
  ],
  ['steps 4 and 5: invalid', (k) => [clientText(k, INVALID)], VIOLATION],
  [
    'steps 2, 4 and 5: equal and invalid',
    (k) => [clientText(k, INVALID), clientText(k, INVALID)],
    ...[VIOLATION, 'Duplicate of 0'],
  ],
];

const named = ([name, items, ...expected]: Situation) => ({ name, items, expected });

function twice(pointer: string): string[] {
  return Array<string>(2).fill(
    `Failed: required ${pointer}, required /client_start_date, required /entity_type`,
  );
}

describe('an item gets its state by the first step that applies:', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function decide(texts: readonly string[]): Promise<string[]> {
    const document = await service.partners[0].decideClients(arrayOf(texts));
    expectSound(document);
    return outcomes(document);
  }

  describe('with a new key,', () => {
    it.each(FRESH.map(named))('$name', async ({ name, items, expected }) => {
      expect(await decide(items(name.slice(0, 99)))).toEqual(expected);
    });
  });

  describe('with a key that is saved,', () => {
    it.each(SAVED.map(named))('$name', async ({ name, items, expected }) => {
      const key = `saved ${name}`;
      expect(await decide([clientText(key)])).toEqual(['Completed']);
      expect(await decide(items(key))).toEqual(expected);
    });
  });

  describe('corrected and sent again,', () => {
    it.each<[string, (key: string) => string[]]>([
      ['a Failed item', (key) => [clientText(key, INVALID)]],
      ['a Conflict', (key) => [clientText(key), clientText(key, OTHER)]],
      ['an ambiguous item', (key) => [ambiguous(key)]],
      ['a Duplicate of a Failed item', (key) => [clientText(key, INVALID), clientText(key, INVALID)]],
    ])('%s is like any new one', async (name, items) => {
      const first = await decide(items(name));
      expect(first).not.toContain('Completed');
      expect(await decide(items(name))).toEqual(first);
      expect(await decide([clientText(name)])).toEqual(['Completed']);
      expect(await decide([clientText(name)])).toEqual(['Duplicate of saved']);
    });
  });
});
