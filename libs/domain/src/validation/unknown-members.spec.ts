import { hasUnknownMembers, unknownMembers } from './unknown-members';

const KNOWN = new Set(['name']);
const parse = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('unknown members', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '', 'Name', 'name '])(
    'include %j, and are named with a pointer',
    (member) => {
      const object = parse(`{"name":1,${JSON.stringify(member)}:{"name":1}}`);
      expect(hasUnknownMembers(object, KNOWN)).toBe(true);
      expect(unknownMembers(object, KNOWN)).toEqual([
        {
          code: 'unknown_member',
          path: [member],
          says: 'is not a known member; correct its name or leave it out',
        },
      ]);
    },
  );

  it('are told which member was probably meant, unless it is there', () => {
    const says = (text: string) => unknownMembers(parse(text), KNOWN).map((violation) => violation.says);
    expect(says('{"Name":1}')).toEqual(['is not a known member; did you mean name?']);
    expect(says('{"name":1,"Name":1}')).toEqual(['is not a known member; correct its name or leave it out']);
  });

  it('are told the route whose items have them, if it is known', () => {
    const elsewhere = new Map([['names', '/there']]);
    const says = (text: string) =>
      unknownMembers(parse(text), KNOWN, elsewhere).map((violation) => violation.says);
    expect(says('{"names":1,"nam":1}')).toEqual([
      'is not a known member of this route; items that have it go to /there',
      'is not a known member; did you mean name?',
    ]);
  });

  it.each(['{}', '{"name":null}'])('are not found in %s', (text) => {
    expect(hasUnknownMembers(parse(text), KNOWN)).toBe(false);
    expect(unknownMembers(parse(text), KNOWN)).toEqual([]);
  });

  it('are named up to a hundred, in the order sent, and the others are counted, very long names among them', () => {
    const names = Array.from({ length: 102 }, (_, n) => `m${n}`);
    const object = Object.fromEntries(['x'.repeat(101), ...names].map((name) => [name, null]));
    const violations = unknownMembers(object, KNOWN);
    expect(violations.map(({ path }) => path)).toEqual([...names.slice(0, 100).map((name) => [name]), []]);
    expect(violations.at(-1)?.says).toBe('has 3 more unknown members, which must be left out');
  });
});
