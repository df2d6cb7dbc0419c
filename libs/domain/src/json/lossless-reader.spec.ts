import { LosslessNumber } from './lossless-number';
import { type JsonValue, readLossless } from './lossless-reader';

/** The value as `JSON.parse` would give it, but with numbers as their texts in angle brackets. */
function shown(value: JsonValue): unknown {
  if (value instanceof LosslessNumber) return `<${value.text}>`;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(shown);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([name, member]) => [name, shown(member)]);
}

const read = (text: string): unknown => shown(readLossless(text).value);

describe('the lossless reader', () => {
  it.each([
    '0',
    '-0',
    '1.0',
    '1.50000',
    '1e2',
    '1E+2',
    '12345678901234567890',
    '9007199254740993',
    '1e999999999',
  ])('keeps the number %s as it was sent', (text) => {
    expect(read(text)).toBe(`<${text}>`);
    expect(read(`[${text} , ${text}]`)).toEqual([`<${text}>`, `<${text}>`]);
  });

  it.each([
    '""',
    '"plain"',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
    '"\\u00e9\\ud83e\\udd8a"',
    '"\\ud800"',
    '"é🦊"',
    '"\\\\"',
  ])('reads the string %s as JSON.parse does', (text) => {
    expect(read(text)).toBe(JSON.parse(text));
  });

  it.each(['null', 'true', 'false', '[]', '[[],[null]]', ' [ true\n,\tfalse\r] '])(
    'reads %j as JSON.parse does',
    (text) => {
      expect(read(text)).toEqual(JSON.parse(text));
    },
  );

  it('keeps members in the order sent, whatever the white space between tokens', () => {
    expect(read(' { "b" : 1 ,\n"a":{ } , "\\u0063" :[ "x" ] } ')).toEqual([
      ['b', '<1>'],
      ['a', []],
      ['c', ['x']],
    ]);
  });

  it('takes __proto__, constructor and toString for members like any other', () => {
    const { value, repeatedMember } = readLossless('{"__proto__":{"a":1},"constructor":2,"toString":3}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(repeatedMember).toBeUndefined();
  });

  it('names the first member that occurs twice, however it is escaped', () => {
    expect(readLossless('{"a":1,"b":2,"a":3,"b":4}').repeatedMember).toEqual(['a']);
    expect(readLossless('{"a":[{"b":1},{"b":1,"\\u0062":2}]}').repeatedMember).toEqual(['a', 1, 'b']);
    expect(readLossless('{"__proto__":1,"__proto__":2}').repeatedMember).toEqual(['__proto__']);
    expect(read('{"a":1,"a":2}')).toEqual([['a', '<2>']]);
  });

  it('does not take equal names in different objects for a repetition', () => {
    expect(readLossless('[{"a":1},{"a":{"a":1}}]').repeatedMember).toBeUndefined();
  });

  it('reads 32 levels', () => {
    const text = '[{"a":'.repeat(16) + '1' + '}]'.repeat(16);
    expect(JSON.stringify(read(text))).toContain('<1>');
  });

  it('throws on what is no JSON instead of running on', () => {
    for (const text of ['', '[', '{', '{"a"', '[x]']) expect(() => readLossless(text)).toThrow(SyntaxError);
  });
});
