/** What an Idempotency-Key may not be, as far as an HTTP client sends it at all; the others are in wire/heads.cases.ts. */
export const BAD_KEYS: Readonly<Record<string, string>> = {
  empty: '',
  'white space': ' ',
  'two words': 'two words',
  'a tab': 'tab\there',
  '256 characters': 'x'.repeat(256),
  '10,000 characters': 'x'.repeat(10_000),
  'a letter of Latin-1': 'é',
  'a control character of Latin-1': '\u0080',
  'a list, as of two keys': 'a, b',
  'the last byte': '\u00ff',
};
