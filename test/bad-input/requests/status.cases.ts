/** What is no id of a batch; `known` is that of one, of this partner. All are answered alike. */
export const ODD_IDS: Readonly<Record<string, (known: string) => string>> = {
  'a word': () => 'x',
  'a number': () => '1',
  nil: () => '00000000-0000-0000-0000-000000000000',
  'a UUID of nobody': () => '01980000-0000-7000-8000-000000000001',
  'a UUID that is too short': (known) => known.slice(0, -1),
  'a UUID that is too long': (known) => `${known}0`,
  'a UUID without hyphens': (known) => known.replaceAll('-', ''),
  'a UUID in braces': (known) => `%7B${known}%7D`,
  'a UUID with a space': (known) => `${known}%20`,
  'a UUID with NUL': (known) => `${known}%00`,
  'a UUID with a line break': (known) => `${known}%0A`,
  'a UUID as a URN': (known) => `urn:uuid:${known}`,
  'a matrix parameter': (known) => `${known};v=1`,
  'full-width digits': (known) =>
    encodeURIComponent(known.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))),
  SQL: () => encodeURIComponent("' OR '1'='1"),
  'the path of a file': () => encodeURIComponent('../../../etc/passwd'),
  __proto__: () => '__proto__',
  'invalid UTF-8': () => '%ff',
  'half an escape': () => '%u0031',
  'a wildcard': () => '*',
  '10,000 characters': () => 'x'.repeat(10_000),
};

/** Query parameters that make no sense. */
export const BAD_PARAMETERS: readonly string[] = [
  ...[
    'limit=-1',
    'limit=10001',
    'limit=99999999999999999999',
    'limit=1e3',
    'limit=1.5',
    'limit=+5',
    'limit=0x10',
  ],
  ...[
    'limit=',
    'limit=all',
    'limit=NaN',
    'limit=%205',
    'limit=5%00',
    'limit=%D9%A3',
    'limit=1&limit=2',
    'limit=null',
  ],
  ...['state=', 'state=failed', 'state=Failed,', 'state=,Failed', 'state=Failed%20', 'state=Failed;Pending'],
  ...['state=toString', 'state=__proto__', 'state=Failed&state=x', `state=${'Failed,'.repeat(1_500)}`],
  ...[
    'cursor=',
    'cursor=x',
    'cursor=0',
    'cursor=-1',
    'cursor=%00',
    'cursor=aTU',
    'cursor=aTA=',
    'cursor=__proto__',
  ],
  ...[
    'cursor=aTA&cursor=aTA',
    `cursor=${'a'.repeat(10_000)}`,
    'cursor=%F0%9F%A6%8A',
    'limit=x&state=x&cursor=x',
  ],
];

/** Parameters that mean nothing, or that cannot be decoded: the document is whole all the same. */
export const HARMLESS_PARAMETERS: readonly string[] = [
  ...[
    '',
    'x=1',
    '__proto__=x',
    'constructor[prototype]=1',
    'limit[]=1',
    'LIMIT=x',
    '=',
    '&&&',
    'a=%zz',
    '%00=1',
  ],
  ...['hasOwnProperty=1&toString=2', Array.from({ length: 2_000 }, (_, n) => `p${n}=`).join('&'), '#limit=x'],
];

/** Validators that match nothing: no 304, no error. */
export const ODD_VALIDATORS: readonly string[] = [
  '',
  '"',
  'W/',
  'W/""',
  '"x"',
  ',,,',
  '*x',
  '"a", "b"',
  'x'.repeat(10_000),
];
