import { type SubmittedItem } from '../items/item';
import { RECORD_KINDS } from '../kinds';
import { type Classified, classify } from './classify';

const CONTEXT = { entityTypes: ['LLC', 'LLP'], currency: 'GBP', now: new Date(0) };
const client = (key: unknown, change: Record<string, unknown> = {}): string =>
  JSON.stringify({ partner_client_id: key, client_start_date: '2024-02-29', entity_type: 'LLC', ...change });
const submitted = (text: string, index: number): SubmittedItem => ({ index, text, suspect: false });

function run(items: readonly SubmittedItem[]): Classified & { breaths: number } {
  const classifying = classify(RECORD_KINDS.clients, items, CONTEXT);
  for (let breaths = 0; ; breaths++) {
    const step = classifying.next();
    if (step.done === true) return { ...step.value, breaths };
  }
}

/** The state of each item in the order submitted, `candidate` for those that go on. */
function states(...texts: string[]): string[] {
  const { results, candidates } = run(texts.map(submitted));
  const known = [...results, ...candidates.map(({ index }) => ({ index, state: 'candidate' }))];
  expect(known.map(({ index }) => index).sort((a, b) => a - b)).toEqual(texts.map((_text, index) => index));
  return known.sort((a, b) => a.index - b.index).map(({ state }) => state);
}

const problemsAt = (index: number, ...texts: string[]) =>
  run(texts.map(submitted)).results.find((result) => result.index === index)?.problems;

describe('step 1, no usable key', () => {
  it.each(['null', 'true', '1', '"M_1"', '[]', '[[]]', '[{"partner_client_id":"a"}]'])(
    'fails %s, which is no object, in one sentence',
    (text) => {
      expect(states(text)).toEqual(['Failed']);
      expect(problemsAt(0, text)).toEqual([
        expect.objectContaining({ code: 'not_an_object', pointer: '' }) as unknown,
      ]);
    },
  );

  it('gives a result without a key', () => {
    expect(run([submitted(client(' '), 7)]).results).toMatchObject([
      { index: 7, key: null, state: 'Failed' },
    ]);
  });

  it('lists the other violations of the item beside that of its key', () => {
    expect(problemsAt(0, client(undefined, { entity_type: 'X' }))?.map(({ pointer }) => pointer)).toEqual([
      '/partner_client_id',
      '/entity_type',
    ]);
  });

  it('fails an ambiguous item whatever its key, and names the member that occurs twice', () => {
    const text = '{"partner_client_id":"a","other_identifiers":[{"key":"k","key":"l"}]}';
    expect(run([{ index: 3, text, suspect: true }]).results).toMatchObject([
      {
        index: 3,
        key: null,
        state: 'Failed',
        problems: [{ code: 'repeated_member', pointer: '/other_identifiers/0/key' }],
      },
    ]);
  });

  it('goes on with a suspect item in which no member name occurs twice', () => {
    expect(run([{ index: 0, text: client('a'), suspect: true }]).candidates).toMatchObject([{ key: 'a' }]);
  });

  it('tells the watcher of each item before it is read, and again before it is compared or judged', () => {
    const seen: number[] = [];
    const items = [client('a'), client('a'), '5'].map(submitted);
    const steps = classify(RECORD_KINDS.clients, items, CONTEXT, {
      at: (index) => seen.push(index),
      threw: jest.fn(),
    });
    while (steps.next().done !== true);
    expect(seen).toEqual([0, 1, 2, 1, 0]);
  });

  it('keeps such items out of the comparison of equal keys', () => {
    expect(states(client(''), client(''), client(1), client(1))).toEqual(Array(4).fill('Failed'));
    const ambiguous = {
      index: 1,
      text: `{"x":1,"x":2,${client('a', { entity_type: 'LLP' }).slice(1)}`,
      suspect: true,
    };
    const { results, candidates } = run([submitted(client('a'), 0), ambiguous]);
    expect(candidates).toMatchObject([{ index: 0 }]);
    expect(results).toMatchObject([{ index: 1, state: 'Failed' }]);
  });
});

describe('step 2, the same key more than once', () => {
  const other = client('a', { entity_type: 'LLP' });

  it('lets the first of equal items go on alone', () => {
    expect(states(client('a'), client('b'), client('a'), client('a'))).toEqual([
      'candidate',
      'candidate',
      'Duplicate',
      'Duplicate',
    ]);
    expect(problemsAt(2, client('a'), client('b'), client('a'))).toEqual([
      {
        code: 'equal_item',
        pointer: '',
        detail:
          'the item equals item 0 of the same request, which is decided for both; send only one of them',
        duplicate_of: { index: 0 },
      },
    ]);
  });

  it('compares items as JSON values', () => {
    const reordered =
      '{ "entity_type":"LLC", "partner_client_id":"\\u0061", "client_start_date":"2024-02-29" }';
    expect(states(client('a'), reordered)).toEqual(['candidate', 'Duplicate']);
    const differentTextOfOneTime = client('a', { client_start_date: '2024-02-29T00:00:00Z' });
    expect(states(client('a'), differentTextOfOneTime)).toEqual(['Conflict', 'Conflict']);
  });

  it('makes all items of a key a conflict when any two differ, those that equal each other too', () => {
    expect(states(client('a'), client('a'), other, client('b'))).toEqual([
      'Conflict',
      'Conflict',
      'Conflict',
      'candidate',
    ]);
  });

  it('names the key and the other items of a conflict, the first few of many', () => {
    expect(problemsAt(1, client('a'), other)).toMatchObject([
      {
        code: 'conflicting_items',
        pointer: '/partner_client_id',
        detail:
          'partner_client_id "a" is also the key of item 0 of the same request, and not all of them are equal; send one item with this key',
      },
    ]);
    const many = [other, ...Array<string>(102).fill(client('a'))];
    expect(problemsAt(2, ...many)?.[0]?.detail).toContain('items 0, 1, 3, 4, 5 and 97 more of');
    expect(problemsAt(90, ...many)?.[0]?.detail).toContain('items 0, 1, 2, 3, 4 and 97 more of');
  });

  it('compares keys by code points after unescaping, and nothing beyond', () => {
    const keys = ['é', 'e\u0301', 'E', 'e', '__proto__', 'constructor', '🦊', '\uff41', 'a'];
    expect(states(...keys.map((key) => client(key)))).toEqual(keys.map(() => 'candidate'));
    expect(states(client('é'), client('é').replace('é', '\\u00e9'))).toEqual(['candidate', 'Duplicate']);
  });

  it('keeps the indexes of items that were brought from further back in the request', () => {
    const { results } = run([submitted(client('a'), 10), submitted(client('a'), 70_000)]);
    expect(results).toMatchObject([{ index: 70_000, key: 'a', problems: [{ duplicate_of: { index: 10 } }] }]);
  });

  it('compares numbers exactly, though clients have none', () => {
    const numbered = (number: string) => client('a').replace('}', `,"n":${number}}`);
    expect(states(numbered('9007199254740993'), numbered('9007199254740992'))).toEqual([
      'Conflict',
      'Conflict',
    ]);
    expect(states(numbered('1.0'), numbered('1'))).toEqual(['Failed', 'Duplicate']);
  });
});

describe('step 4, the rules', () => {
  const invalid = client('a', { entity_type: 'X' });

  it('comes after step 2: equal invalid items are one Failed and Duplicates of it', () => {
    expect(states(invalid, invalid)).toEqual(['Failed', 'Duplicate']);
  });

  it('comes after step 2: a conflict hides no rule and needs none', () => {
    expect(states(invalid, client('a'))).toEqual(['Conflict', 'Conflict']);
  });

  it('fails an item with its key and every violated rule', () => {
    const { results } = run([submitted(client('a', { entity_type: null, extra: 1 }), 0)]);
    expect(results).toMatchObject([
      { key: 'a', state: 'Failed', problems: [{ pointer: '/entity_type' }, { pointer: '/extra' }] },
    ]);
  });

  it('gives what is left as candidates with their rows, in the order submitted', () => {
    expect(run([submitted(client('b'), 4), submitted(client('a'), 9)]).candidates).toEqual([
      { index: 4, key: 'b', row: ['b', '2024-02-29 00:00:00+00', 'LLC', null] },
      { index: 9, key: 'a', row: ['a', '2024-02-29 00:00:00+00', 'LLC', null] },
    ]);
  });
});

describe('classifying', () => {
  it('takes breath every few hundred items, in each pass and among items of one key', () => {
    const distinct = Array.from({ length: 1_000 }, (_, n) => submitted(client(`k${n}`), n));
    expect(run(distinct).breaths).toBe(8);
    const equal = Array.from({ length: 1_000 }, (_, n) => submitted(client('k'), n));
    expect(run(equal).breaths).toBe(8);
  });

  it('takes breath sooner where items are large', () => {
    const large = Array.from({ length: 10 }, (_, n) =>
      submitted(client(`k${n}`, { x: 'x'.repeat(100_000) }), n),
    );
    expect(run(large).breaths).toBeGreaterThanOrEqual(6);
  });

  it('keeps the rule contexts of two interleaved runs apart', () => {
    const items = Array.from({ length: 600 }, (_, n) => submitted(client(`k${n}`), n));
    const mine = classify(RECORD_KINDS.clients, items, CONTEXT);
    const others = classify(RECORD_KINDS.clients, items, { ...CONTEXT, entityTypes: ['Other'] });
    for (;;) {
      const [mineStep, othersStep] = [mine.next(), others.next()];
      if (mineStep.done !== true || othersStep.done !== true) continue;
      expect(mineStep.value.candidates).toHaveLength(600);
      expect(othersStep.value.results).toHaveLength(600);
      break;
    }
  });

  it('gives nothing for nothing', () => {
    expect(run([])).toEqual({ results: [], candidates: [], breaths: 0 });
  });
});
