import { jsonText, number } from '../../support/claims';
import { USABLE_KEYS } from '../../support/usable-keys';
import { KINDS } from '../routes';
import { type ItemCase, type ItemCases } from './item-case';
import { type ItemForm } from './item-form';

/** Unicode White_Space and U+FEFF, which a key must not begin or end with. */
const WHITE_SPACE = [
  ...['\t', '\n', '\v', '\f', '\r', ' ', '\u0085', '\u00a0', '\u1680', '\u2000', '\u2001', '\u2002'],
  ...['\u2003', '\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200a', '\u2028', '\u2029'],
  ...['\u202f', '\u205f', '\u3000', '\ufeff'],
];

/** Not usable, by the code of the problem that says so. */
const UNUSABLE: Readonly<Record<string, readonly unknown[]>> = {
  required: [undefined],
  invalid_type: [null, 1, 1.5, number('1e400'), true, {}, [], ['k'], { key: 'k' }],
  invalid_value: [
    ...['', ' ', '   ', 'x'.repeat(101), '🦊'.repeat(101), 'a\0', '\0', '\0a', 'a\ud800', '\udc00b'],
    ...['\udc00\ud800', ...WHITE_SPACE.flatMap((space) => [`${space}k`, `k${space}`])],
    ...['a\u0001b', 'a\u001fb', 'a\u007fb', 'a\u0080b', 'a\u009fb', 'a\r\nb', 'a\tb', 'a\u001b[31m'],
  ],
};

const nameOf = (key: unknown): string => (key === undefined ? 'none' : jsonText(key)).slice(0, 40);
/** White space that is a control character as well is told both. */
const timesTold = (key: unknown): number => (/^[\t-\r\u0085]k$|^k[\t-\r\u0085]$/.test(String(key)) ? 2 : 1);

/** Each unusable key where a key is wanted: the problem stands there. */
const unusable = (
  item: (key: unknown) => ItemCase['item'],
  pointer: (form: ItemForm) => string,
): readonly ItemCase[] =>
  Object.entries(UNUSABLE).flatMap(([code, keys]) =>
    keys.map((key) => ({
      name: nameOf(key),
      item: item(key),
      outcome: (form: ItemForm) =>
        `Failed: ${Array(timesTold(key))
          .fill(`${code} ${pointer(form)}`)
          .join(', ')}`,
    })),
  );

export const UNUSABLE_KEYS: ItemCases = {
  subject: 'a key that is not usable',
  kinds: KINDS,
  cases: unusable(
    (key) => (form) => form.text({ [form.keyMember]: key }),
    ({ keyMember }) => `/${keyMember}`,
  ),
};

export const UNUSABLE_REFERENCES: ItemCases = {
  subject: 'a key that is not usable, of the client that a claim names',
  kinds: ['revenue-claims'],
  cases: unusable(
    (key) => (form) => form.text({ partner_client_id: key }),
    () => '/partner_client_id',
  ),
};

export const UNUSABLE_INSIDE: ItemCases = {
  subject: 'a key that is not usable, of a claim inside of its client',
  kinds: ['clients-with-claims'],
  cases: unusable(
    (key) => (form) => form.claimText({ unique_reference: key }),
    () => '/revenue_claims/0/unique_reference',
  ),
};

/** Clients with claims are left out: their keys are those of clients, and would be saved already. */
export const ODD_BUT_USABLE: ItemCases = {
  subject: 'a key that is odd, and usable',
  kinds: ['clients', 'revenue-claims'],
  cases: USABLE_KEYS.map((key) => ({
    name: nameOf(key),
    item: (form) => form.text({ [form.keyMember]: key }),
    outcome: 'Completed',
  })),
};
