/** Values that are nearly what a rule wants, and what else may stand in their places. */

export type Members = Readonly<Record<string, unknown>>;
export type Change = (object: Members) => Members;

/** Sets a member. An undefined value takes it away, as JSON has no such value. */
export const setting =
  (member: string) =>
  (value: unknown): Change =>
  (object) => ({ ...object, [member]: value });

export const takingAway = (member: string): Change => setting(member)(undefined);
export const adding = (member: string): Change => setting(member)(1);

/** An object after a few changes. */
export const changed = ([object, changes]: readonly [Members, readonly Change[]]): Members =>
  changes.reduce((result, change) => change(result), object);

export const OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  0,
  [],
  ['x'],
  {},
  { constructor: 1 },
  { length: 1 },
];

export const TEXTS = [
  '',
  'a\0',
  '\ud800',
  '\udc00x',
  '🦊',
  'x'.repeat(1_000),
  'x'.repeat(1_001),
  '🦊'.repeat(1_001),
];

export const KEYS = [
  '',
  ' a',
  'a\u0085',
  '\ufeffa',
  'a\nb',
  'a b',
  'x'.repeat(101),
  '🦊'.repeat(100),
  '🦊'.repeat(101),
  '\ud800',
];

export const TIMES = [
  ...['', '2024-02-29', '2023-02-29', '2024-13-01', '0000-01-01', '2024-01-01T24:00:00', '2024-01-01T10:00'],
  ...['2024-01-01T10:00:00.123456789+14:00', '2024-01-01T10:00:60Z', '9999-12-31T23:59:59-23:59', '2024-1-1'],
];

export const UNKNOWN_MEMBERS = ['__proto__', 'constructor', 'toString', 'Key', ''];
