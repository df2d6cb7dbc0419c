import { arrayOf, clientText, clientTextWith } from '../support/client-texts';
import { outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';

/** What the one item has more, and what the other one. */
type Pair = readonly [one: string, other: string];

const EQUAL: Pair[] = [
  ['"x":1', '"x":1.0'],
  ['"x":100', '"x":1e2'],
  ['"x":0', '"x":-0'],
  ['"x":1e999999999', '"x":10E+999999998'],
  ['"x":12345678901234567890', '"x":12345678901234567890.000'],
  ['"x":{"a":1,"b":[{}]}', '"x": { "b" : [ { } ] , "a" : 1 }'],
  ['"x":"a/é"', '"\\u0078":"\\u0061\\/\\u00e9"'],
  ['"x":"🦊"', '"x":"\\ud83e\\udd8a"'],
  ['"x":1,"__proto__":{"y":2}', '"__proto__":{"y":2.0},"x":1'],
];

const DIFFERENT: Pair[] = [
  ['"x":9007199254740993', '"x":9007199254740992'],
  ['"x":1e999999999', '"x":1e999999998'],
  ['"x":0.1', '"x":0.1000000000000000000001'],
  ['"x":1', '"x":"1"'],
  ['"x":0', '"x":false'],
  ['"x":null', '"y":null'],
  ['"x":[1,2]', '"x":[2,1]'],
  ['"x":[]', '"x":{}'],
  ['"x":"é"', '"x":"e\\u0301"'],
  ['"__proto__":{}', '"x":{}'],
];

describe('two items of one request with one key', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  const decide = async (texts: readonly string[]) => service.partners[0].decideClients(arrayOf(texts));

  it.each(EQUAL)('are equal with %s and %s: one goes on, the other is its Duplicate', async (one, other) => {
    const key = `equal ${one}`.replaceAll(/[^\w ]/g, '');
    const [first, second] = outcomes(await decide([clientTextWith(key, one), clientTextWith(key, other)]));
    expect(first).toMatch(/^Failed: unknown_member/);
    expect(second).toBe('Duplicate of 0');
  });

  it.each(DIFFERENT)('differ with %s and %s: both are in Conflict', async (one, other) => {
    const key = `different ${one}`.replaceAll(/[^\w ]/g, '');
    const decided = await decide([clientTextWith(key, one), clientTextWith(key, other)]);
    expect(outcomes(decided)).toEqual(['Conflict', 'Conflict']);
  });

  it('differ when one has null where the other has nothing', async () => {
    const decided = await decide([clientTextWith('null', '"x":null'), clientText('null')]);
    expect(outcomes(decided)).toEqual(['Conflict', 'Conflict']);
  });

  it('are equal whatever the order of their members: the first one is saved', async () => {
    const members = Object.entries(JSON.parse(clientText('order')) as object);
    const reversed = JSON.stringify(Object.fromEntries(members.reverse()));
    const decided = await decide([clientText('order'), reversed]);
    expect(outcomes(decided)).toEqual(['Completed', 'Duplicate of 0']);
  });

  it('are told which condition made them a Duplicate, the key of their Conflict and the others’ indexes', async () => {
    const texts = [
      clientText('told'),
      clientText('told'),
      clientText('clash'),
      clientText('clash', { entity_type: 'LLP' }),
    ];
    const [saved, equal, clash] = (await decide(texts)).result.map(({ status }) => status);
    expect(saved?.validation_errors).toEqual([]);
    expect(equal?.validation_errors).toEqual([expect.stringMatching(/equals item 0 of the same request/)]);
    expect(clash?.validation_errors).toEqual([expect.stringMatching(/"clash".* item 3 of the same request/)]);

    const [again] = (await decide([clientText('told')])).result.map(({ status }) => status);
    expect(again?.validation_errors).toEqual([expect.stringMatching(/was saved before/)]);
  });

  it('are named the first few of the others when these are many', async () => {
    const texts = Array.from({ length: 1_000 }, (_, n) => clientTextWith('many', `"x":${n}`));
    const { result, counts } = await decide(texts);
    expect(counts.Conflict).toBe(1_000);
    const details = result.map(({ status }) => status.problems[0]?.detail ?? '');
    expect(details[0]).toMatch(/"many".* items 1, 2, /);
    expect(details[999]).toMatch(/"many".* items 0, 1, /);
    for (const detail of details) expect(detail.length).toBeLessThan(200);
  });
});
