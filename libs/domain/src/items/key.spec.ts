import { isUsableKey, keyFaults } from './key';

const WHITE_SPACE = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
  0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
].map((codePoint) => String.fromCodePoint(codePoint));

const CONTROL = [...Array(0x20).keys(), 0x7f, ...Array.from({ length: 0x20 }, (_, n) => 0x80 + n)].map(
  (codePoint) => String.fromCodePoint(codePoint),
);

const named = (text: string): string => JSON.stringify(text).slice(0, 30);
const unicode = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const says = (value: unknown): string[] => keyFaults(value).map((fault) => fault.says);

describe('a key', () => {
  it.each([
    'a',
    'M_12432_4345',
    '5f2b0a0e-9f0e-4a53-b0c5-3f7f0ef6f3a1',
    'two words',
    'a:b',
    '{x}',
    "'; DROP TABLE",
    '../../x',
    '__proto__',
    'constructor',
    'toString',
    'naïve',
    'Ａ full width',
    '\u05e9\u05dc\u05d5\u05dd',
    '🦊',
    'zero\u200bwidth', // U+200B is no White_Space
    '\u200bat the ends\u200b',
    'no\u00a0break inside',
    'x'.repeat(100),
    '🦊'.repeat(100), // 200 UTF-16 units
  ])('may be %j', (key) => {
    expect(isUsableKey(key)).toBe(true);
    expect(keyFaults(key)).toEqual([]);
  });

  it.each([
    [undefined, 'is required'],
    [null, 'must be a string; found null'],
    [12, 'must be a string; found a number'],
    [true, 'must be a string; found a boolean'],
    [{}, 'must be a string; found an object'],
    [['a'], 'must be a string; found an array'],
    ['', 'must not be empty; found ""'],
    ['x'.repeat(101), 'must have at most 100 characters (code points); found 101'],
    ['🦊'.repeat(101), 'must have at most 100 characters (code points); found 101'],
    [`${'🦊'.repeat(100)}x`, 'must have at most 100 characters (code points); found 101'],
    ['lone \ud800 surrogate', 'must not contain lone surrogates; found U+D800 at character 6'],
    ['\udc00', 'must not contain lone surrogates; found U+DC00 at character 1'],
  ])('is not %j', (value, fault) => {
    expect(isUsableKey(value)).toBe(false);
    expect(says(value)).toEqual([fault]);
  });

  it.each(WHITE_SPACE.map((space) => [named(space), space]))('has no %s at either end', (_name, space) => {
    for (const [key, at] of [
      [`${space}key`, 1],
      [`key${space}`, 4],
      [space, 1],
    ] as const) {
      expect(isUsableKey(key)).toBe(false);
      expect(says(key)).toContain(
        `must not begin or end with white space; found ${unicode(space)} at character ${at}`,
      );
    }
  });

  it.each(CONTROL.map((control) => [named(control), control]))('has no %s anywhere', (_name, control) => {
    const key = `ke${control}y`;
    expect(isUsableKey(key)).toBe(false);
    expect(says(key)).toEqual([
      `must not contain control characters; found ${unicode(control)} at character 3`,
    ]);
  });

  it('is told everything that is wrong with it at once', () => {
    expect(says(` ${'x'.repeat(100)}\0\ud800`)).toEqual([
      'must have at most 100 characters (code points); found 103',
      'must not begin or end with white space; found U+0020 at character 1',
      'must not contain control characters; found U+0000 at character 102',
      'must not contain lone surrogates; found U+D800 at character 103',
    ]);
  });

  it('has the code of what is wrong with it', () => {
    expect([undefined, 1, ''].map((value) => keyFaults(value)[0]?.code)).toEqual([
      'required',
      'invalid_type',
      'invalid_value',
    ]);
  });
});
