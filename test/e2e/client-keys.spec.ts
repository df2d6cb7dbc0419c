import { arrayOf, clientText } from '../support/client-texts';
import { outcome, outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

/** All of them differ as strings of code points, however alike they look. */
const USABLE = [
  ...[
    'M_12432_4345',
    '1',
    '0',
    '-',
    'a',
    'A',
    '\uff41',
    'a b',
    'a  b',
    'a:b',
    '{x}',
    '[]',
    '"',
    '\\',
    '/',
    '<b>',
  ],
  ...["'; DROP TABLE partner_clients; --", '../../x', '%', '_', 'null', 'true', '__proto__', 'constructor'],
  ...[
    'toString',
    '\\N',
    '\\.',
    '\\u0061',
    '&amp;',
    '🦊',
    '👨‍👩‍👧',
    '\u00e9',
    'e\u0301',
    'ß',
    'ss',
    'SS',
    'İ',
    'i',
    'ı',
  ],
  ...['שלום', '\u202eabc', 'a\u200b', '\u200ba', 'a\u2060', 'a\ufeffb', 'a\u00a0b', 'a\u3000b'],
  ...['\u03a9', '\u2126', '\uffff', 'x'.repeat(100), '🦊'.repeat(100), '\u{10ffff}', '\ue000'],
];

/** Unicode White_Space and U+FEFF, which a key must not begin or end with. */
const WHITE_SPACE = [
  ...[
    '\t',
    '\n',
    '\v',
    '\f',
    '\r',
    ' ',
    '\u0085',
    '\u00a0',
    '\u1680',
    '\u2000',
    '\u2001',
    '\u2002',
    '\u2003',
  ],
  ...['\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200a', '\u2028', '\u2029', '\u202f'],
  ...['\u205f', '\u3000', '\ufeff'],
];

/** Not usable, and the code of the problem that says so. */
const UNUSABLE: readonly (readonly [key: unknown, code: string])[] = [
  [undefined, 'required'],
  ...[null, 1, 1.5, true, {}, [], ['k'], { key: 'k' }].map((key) => [key, 'invalid_type'] as const),
  ...[
    '',
    ' ',
    '   ',
    'x'.repeat(101),
    '🦊'.repeat(101),
    'a\0',
    '\0',
    'a\ud800',
    '\udc00b',
    '\udc00\ud800',
  ].map((key) => [key, 'invalid_value'] as const),
  ...WHITE_SPACE.flatMap((space) => [`${space}k`, `k${space}`]).map((key) => [key, 'invalid_value'] as const),
  ...['a\u0001b', 'a\u001fb', 'a\u007fb', 'a\u0080b', 'a\u009fb', 'a\r\nb', 'a\tb'].map(
    (key) => [key, 'invalid_value'] as const,
  ),
];

/** The same key in other escapes, which mean nothing. */
const escaped = (text: string): string =>
  text.replace(/"partner_client_id":"((?:[^"\\]|\\.)*)"/, (_match, key: string) => {
    const units = (JSON.parse(`"${key}"`) as string).split('');
    const hex = units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `"partner_client_id":"${hex.join('')}"`;
  });

describe('the key of a partner client', () => {
  let service: Service;
  let usable: StatusDocument;
  let unusable: StatusDocument;
  const withKey = (key: unknown): string => clientText('', { partner_client_id: key });

  beforeAll(async () => {
    service = await startService();
    const [partner] = service.partners;
    usable = await partner.decideClients(arrayOf(USABLE.map(withKey)));
    unusable = await partner.decideClients(arrayOf(UNUSABLE.map(([key]) => withKey(key))));
  });
  afterAll(() => service.stop());

  it.each(USABLE.map((key, n) => [key, n] as const))('may be %j', (_key, n) => {
    expect(usable.result.slice(n, n + 1).map(outcome)).toEqual(['Completed']);
  });

  it.each(UNUSABLE.map(([key, code], n) => [key, code, n] as const))('may not be %j: %s', (key, code, n) => {
    const element = unusable.result[n];
    expect(element?.status.state).toBe('Failed');
    const problems = new Set(element?.status.problems.map((problem) => `${problem.code} ${problem.pointer}`));
    expect(problems).toEqual(new Set([`${code} /partner_client_id`]));
    // As text, in which lone surrogates and NUL are escapes.
    expect(JSON.stringify(element?.data)).toBe(withKey(key));
  });

  it('is saved as it is, and nothing is saved without a usable one', async () => {
    expectSound(usable);
    expectSound(unusable);
    const rows = await rowsOf<{ key: string }>(
      service.databaseUrl,
      'SELECT partner_client_id AS key FROM partner_clients ORDER BY item_index',
    );
    expect(rows.map(({ key }) => key)).toEqual(USABLE);
  });

  it('is the same however it is escaped, within a request and later', async () => {
    const [partner] = service.partners;
    const again = await partner.decideClients(arrayOf(USABLE.map((key) => escaped(withKey(key)))));
    expect(outcomes(again)).toEqual(USABLE.map(() => 'Duplicate of saved'));
    expect(again.result.map(({ status }) => status.problems[0]?.duplicate_of)).toEqual(
      USABLE.map((_, index) => ({ status_check_id: usable.id, index })),
    );
    const twice = await partner.decideClients(
      arrayOf([...USABLE.map(withKey), ...USABLE.map((key) => escaped(withKey(key)))]),
    );
    expect(outcomes(twice).slice(USABLE.length)).toEqual(USABLE.map((_, index) => `Duplicate of ${index}`));
  });
});
