import { type ItemResult, type SubmittedItem } from '../items/item';
import { clientsWithClaims } from '../kinds/clients-with-claims/clients-with-claims.kind';
import { revenueClaims } from '../kinds/revenue-claims/revenue-claims.kind';
import { jsonText, number } from '../testing/json-text';
import { type Classified, classify } from './classify';
import { type Watch } from './guard';

const CONTEXT = { entityTypes: ['LLC'], currency: 'GBP', now: new Date('2025-06-15T12:00:00Z') };

const claim = (key: unknown, change: Record<string, unknown> = {}) => ({
  unique_reference: key,
  currency: 'GBP',
  time_period: { start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59.999' },
  total_amount: number('10.0'),
  transaction_count: number('1'),
  ...change,
});
const client = (key: unknown, claims: unknown, change: Record<string, unknown> = {}): string =>
  jsonText({
    partner_client_id: key,
    client_start_date: '2024-02-29',
    entity_type: 'LLC',
    revenue_claims: Array.isArray(claims)
      ? claims.map((one: unknown) => (typeof one === 'string' ? claim(one) : one))
      : claims,
    ...change,
  });

const submitted = (text: string, index: number): SubmittedItem => ({ index, text, suspect: true });

function run(items: readonly SubmittedItem[], watch?: Watch): Classified & { stretches: number } {
  const classifying = classify(clientsWithClaims, items, CONTEXT, watch);
  for (let stretches = 1; ; stretches++) {
    const step = classifying.next();
    if (step.done === true) return { ...step.value, stretches };
  }
}

/** The state of each item in the order submitted, `candidate` for those that go on. */
function states(...texts: string[]): string[] {
  const { results, candidates } = run(texts.map(submitted));
  const known = [...results, ...candidates.map(({ index }) => ({ index, state: 'candidate' }))];
  expect(known.map(({ index }) => index).sort((a, b) => a - b)).toEqual(texts.map((_text, index) => index));
  return known.sort((a, b) => a.index - b.index).map(({ state }) => state);
}

const resultOf = (index: number, ...texts: string[]): ItemResult | undefined =>
  run(texts.map(submitted)).results.find((result) => result.index === index);

describe('step 3, a claim key in different items', () => {
  it('makes all of these items a conflict, and no other', () => {
    expect(
      states(
        client('a', ['r1', 'r2']),
        client('b', ['r3']),
        client('c', ['r4', 'r2']),
        client('d', ['r2', 'r5']),
        client('e', ['r6']),
      ),
    ).toEqual(['Conflict', 'candidate', 'Conflict', 'Conflict', 'candidate']);
  });

  it('does so though the claims are equal', () => {
    expect(states(client('a', ['r1']), client('b', ['r1']))).toEqual(['Conflict', 'Conflict']);
  });

  it('names the claim key and the other items, and points to the claim', () => {
    const texts = [client('a', ['r1', 'r2']), client('b', ['r2']), client('c', ['r3', 'r4', 'r2'])];
    expect(resultOf(2, ...texts)).toEqual({
      index: 2,
      key: 'c',
      state: 'Conflict',
      problems: [
        {
          code: 'shared_claim_key',
          pointer: '/revenue_claims/2/unique_reference',
          detail:
            'revenue_claims[2].unique_reference "r2" is also in items 0, 1 of the same request; send each claim in one item only',
        },
      ],
    });
    expect(resultOf(0, ...texts.slice(0, 2))?.problems[0]?.detail).toContain('is also in item 1 of');
  });

  it('names the first few of many items', () => {
    const texts = Array.from({ length: 103 }, (_, n) => client(`k${n}`, ['r']));
    expect(resultOf(2, ...texts)?.problems[0]?.detail).toContain('items 0, 1, 3, 4, 5 and 97 more of');
    expect(resultOf(90, ...texts)?.problems[0]?.detail).toContain('items 0, 1, 2, 3, 4 and 97 more of');
  });

  it('lists the first few of many shared keys and counts the others', () => {
    const keys = Array.from({ length: 25 }, (_, n) => `r${n}`);
    const problems = resultOf(1, client('a', [...keys].reverse()), client('b', ['own', ...keys]))?.problems;
    expect(problems).toHaveLength(11);
    expect(problems?.[10]).toEqual({
      code: 'shared_claim_key',
      pointer: '/revenue_claims',
      detail:
        'revenue_claims has 15 more keys in common with other items of the same request; send each claim in one item only',
    });
  });

  it('takes a key of a client for no claim key', () => {
    expect(states(client('a', ['b']), client('b', ['a']))).toEqual(['candidate', 'candidate']);
  });

  it('compares claim keys by code points after unescaping, and nothing beyond', () => {
    expect(
      states(client('a', ['é']), client('b', ['e\u0301']), client('c', ['E']), client('d', ['e'])),
    ).toEqual(Array(4).fill('candidate'));
    expect(states(client('a', ['é']), client('b', ['é']).replace('é', '\\u00e9'))).toEqual([
      'Conflict',
      'Conflict',
    ]);
    expect(states(client('a', ['__proto__']), client('b', ['constructor']))).toEqual([
      'candidate',
      'candidate',
    ]);
  });

  it('is no step of a kind without inner records', () => {
    const alone = (key: string) => submitted(jsonText(claim(key, { partner_client_id: 'a' })), 0);
    const classifying = classify(revenueClaims, [alone('r1'), { ...alone('r2'), index: 1 }], CONTEXT);
    const step = classifying.next();
    expect(step.value).toMatchObject({ results: [], candidates: [{ key: 'r1' }, { key: 'r2' }] });
    if (step.done === true) expect(step.value.candidates[0]).not.toHaveProperty('inner');
  });
});

describe('step 3 and step 1', () => {
  it.each([
    ['without a usable key', client(' a', ['r'])],
    ['without any key', client(undefined, ['r'])],
    ['that is no object', jsonText([claim('r')])],
    ['that is ambiguous', client('b', ['r']).replace('{', '{"entity_type":"LLC",')],
    [
      'that is ambiguous within a claim',
      client('b', ['r']).replace('"unique_reference"', '"currency":"GBP","unique_reference"'),
    ],
  ])('leave out an item %s', (_name, item) => {
    expect(states(client('a', ['r']), item)).toEqual(['candidate', 'Failed']);
  });

  it.each<[unknown]>([[''], [' r'], [undefined], [null], [number('7')], [['r']], ['r\n'], ['\ud800']])(
    'leave out the claim key %j, which is not usable',
    (key) => {
      const both = [claim(key), 'own'];
      expect(states(client('a', both), client('b', [claim(key), 'other']))).toEqual(['Failed', 'Failed']);
    },
  );

  it.each<[unknown]>([[null], ['r'], [{ unique_reference: 'r' }], [[]], [[['r']]], [[null, true]]])(
    'find no claim keys in %j',
    (claims) => {
      expect(states(client('a', claims, { revenue_claims: claims }), client('b', ['r']))).toEqual([
        'Failed',
        'candidate',
      ]);
    },
  );
});

describe('step 3 and step 2', () => {
  const equal = client('a', ['r1']);

  it('leave the claim keys of items that are Duplicate of one another alone', () => {
    expect(states(equal, equal, client('b', ['r2']), equal)).toEqual([
      'candidate',
      'Duplicate',
      'candidate',
      'Duplicate',
    ]);
  });

  it('keep the Duplicate of an item that becomes a conflict', () => {
    expect(states(equal, equal, client('b', ['r1']))).toEqual(['Conflict', 'Duplicate', 'Conflict']);
    expect(resultOf(0, equal, equal, client('b', ['r1']))?.problems[0]?.detail).toContain('in item 2 of');
    expect(resultOf(1, equal, equal, client('b', ['r1']))?.problems).toMatchObject([
      { code: 'equal_item', duplicate_of: { index: 0 } },
    ]);
  });

  it('compare items with their claims, amounts by value', () => {
    const written = (amount: string) => client('a', [claim('r1', { total_amount: number(amount) })]);
    expect(states(written('10'), written('1e1'))).toEqual(['candidate', 'Duplicate']);
    expect(states(written('10'), written('10.01'))).toEqual(['Conflict', 'Conflict']);
    expect(states(written('9007199254740993'), written('9007199254740992'))).toEqual([
      'Conflict',
      'Conflict',
    ]);
  });

  it('let items that are Conflict by their own key take part', () => {
    const [one, other] = [client('a', ['r1']), client('a', ['r2'])];
    const items = [one, other, client('b', ['r2']), client('c', ['r3'])];
    expect(states(...items)).toEqual(['Conflict', 'Conflict', 'Conflict', 'candidate']);
    expect(resultOf(1, ...items)?.problems).toMatchObject([{ code: 'conflicting_items' }]);
    expect(resultOf(2, ...items)?.problems).toMatchObject([{ code: 'shared_claim_key' }]);
  });

  it('name all items of another key that have the claim key', () => {
    const items = [client('b', ['r']), client('a', ['r']), client('c', ['x']), client('a', ['r', 's'])];
    expect(resultOf(0, ...items)?.problems[0]?.detail).toContain('in items 1, 3 of');
    const between = [client('a', ['r']), client('c', ['r']), client('a', ['r', 's']), client('b', ['r'])];
    expect(resultOf(3, ...between)?.problems[0]?.detail).toContain('in items 0, 1, 2 of');
  });
});

describe('step 3 and step 4', () => {
  it('let items that will fail validation take part, which are then a conflict and not Failed', () => {
    const invalid = client('a', ['r'], { entity_type: 'X', extra: 1 });
    expect(states(invalid, client('b', ['r']))).toEqual(['Conflict', 'Conflict']);
    expect(resultOf(0, invalid, client('b', ['r']))?.problems).toHaveLength(1);
    const invalidClaim = client('a', [{ unique_reference: 'r' }]);
    expect(states(invalidClaim, client('b', ['r']))).toEqual(['Conflict', 'Conflict']);
  });

  it('count claims beyond the thousandth', () => {
    const keys = Array.from({ length: 1_001 }, (_, n) => `r${n}`);
    expect(states(client('a', keys), client('b', ['r1000']))).toEqual(['Conflict', 'Conflict']);
  });

  it('leave a claim key that is twice within one item to the rules', () => {
    expect(states(client('a', ['r', 'r']), client('b', ['s']))).toEqual(['Failed', 'candidate']);
    expect(resultOf(0, client('a', ['r', 'r']))?.problems).toMatchObject([
      { code: 'invalid_value', pointer: '/revenue_claims/1/unique_reference' },
    ]);
    expect(states(client('a', ['r', 'r']), client('b', ['r']))).toEqual(['Conflict', 'Conflict']);
    expect(resultOf(1, client('a', ['r', 'r']), client('b', ['r']))?.problems[0]?.detail).toContain(
      'in item 0 of',
    );
  });
});

describe('classifying clients with claims', () => {
  it('gives candidates with a record for each claim', () => {
    expect(run([submitted(client('a', ['r1', 'r2']), 5)]).candidates).toMatchObject([
      { index: 5, key: 'a', row: { length: 4 }, inner: [{ key: 'r1' }, { key: 'r2' }] },
    ]);
  });

  it('tells the watcher of each item before its claims are compared', () => {
    const seen: number[] = [];
    run([client('a', ['r']), '5', client('a', ['r'])].map(submitted), {
      at: (index) => seen.push(index),
      threw: jest.fn(),
    });
    expect(seen).toEqual([0, 1, 2, 0, 2, 2, 0]);
  });

  it('takes breath where a few items share many keys or break many rules', () => {
    const keys = Array.from({ length: 500 }, (_, n) => claim(`r${n}`, { currency: undefined }));
    const sharing = Array.from({ length: 4 }, (_, n) => submitted(client(`k${n}`, keys), n));
    expect(run(sharing).stretches).toBeGreaterThan(8);
    const failing = Array.from({ length: 12 }, (_, n) =>
      submitted(client(`k${n}`, Array<unknown>(300).fill({})), n),
    );
    expect(run(failing).stretches).toBeGreaterThan(4);
  });
});
