import { type Changes, jsonText } from '../../support/claims';
import { type ItemCase, type ItemCases } from './item-case';

const date = (text: unknown): Changes => ({ client_start_date: text });
const type = (text: unknown): Changes => ({ entity_type: text });
const identifiers = (...elements: unknown[]): Changes => ({ other_identifiers: elements });
const identifier = (changes: Changes = {}): Changes => ({ key: 'k', values: ['v'], ...changes });
const values = (list: unknown): Changes => identifiers(identifier({ values: list }));
const many = (count: number): Changes[] =>
  Array.from({ length: count }, (_, n) => identifier({ key: `k${n}` }));

const ACCEPTED: readonly Changes[] = [
  ...['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'].map(date),
  ...['2025-01-31T00:00:00', '2025-01-31T23:59:59Z', '2025-01-31T10:00:00+14:00'].map(date),
  ...['2025-01-31T10:00:00-23:59', '2025-01-31T10:00:00.1', '2025-01-31T10:00:00.123456789-00:00'].map(date),
  ...['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'].map(type),
  { other_identifiers: undefined },
  identifiers(),
  identifiers(...many(50)),
  values(Array(100).fill('v')),
  identifiers(identifier({ key: 'k'.repeat(1_000), values: ['🦊'.repeat(1_000)] })),
  identifiers(identifier({ key: ' ', values: ['\n', ' v '] })),
  identifiers(identifier({ key: 'k' }), identifier({ key: 'K' }), identifier({ key: '__proto__' })),
];

const noDate = 'invalid_value /client_start_date';
const noType = 'invalid_value /entity_type';
const inList = '/other_identifiers';
type Refused = readonly [Changes, ...problems: string[]];

const DATES: readonly Refused[] = [
  [date(undefined), 'required /client_start_date'],
  ...[null, 20250131, true, ['2025-01-31'], {}].map(
    (value) => [date(value), 'invalid_type /client_start_date'] as const,
  ),
  ...[
    ...['', 'now', '2024-02-30', '2023-02-29', '1900-02-29', '2025-13-01', '2025-00-01', '2025-01-00'],
    ...['0000-01-01', '10000-01-01', '99999-01-01', '+2025-01-01', '-2025-01-01', '2025-1-5', '2025/01/31'],
    ...['20250131', '2025-W05-5', '2025-031', '2025-01', '2025-01-31T10:00', '2025-01-31T10:00Z'],
    ...['2025-01-31T24:00:00', '2016-12-31T23:59:60Z', '2025-01-31T10:60:00', '2025-01-31t10:00:00Z'],
    ...['2025-01-31T10:00:00z', '2025-01-31 10:00:00', ' 2025-01-31', '2025-01-31\n', '2025-01-31Z'],
    ...['2025-01-31T10:00:00.1234567890', '2025-01-31T10:00:00.', '2025-01-31T10:00:00,5', '٢٠٢٥-01-31'],
    ...['2025-01-31T10:00:00+0100', '2025-01-31T10:00:00+24:00', '2025-01-31T23:59:59:999', '２０２５-01-31'],
  ].map((text) => [date(text), noDate] as const),
];

const TYPES: readonly Refused[] = [
  [type(undefined), 'required /entity_type'],
  ...[null, 1, ['LLC'], { constructor: 1 }].map(
    (value) => [type(value), 'invalid_type /entity_type'] as const,
  ),
  ...['', 'llc', 'LLC ', 'Limited Company', 'toString', '__proto__', 'LLC\0'].map(
    (text) => [type(text), noType] as const,
  ),
];

const IDENTIFIERS: readonly Refused[] = [
  ...[null, {}, 'k', 1].map((value) => [{ other_identifiers: value }, `invalid_type ${inList}`] as const),
  [identifiers(...many(51)), `invalid_value ${inList}`],
  [identifiers(null, [], 'k', identifier()), ...[0, 1, 2].map((n) => `invalid_type ${inList}/${n}`)],
  [identifiers({}), `required ${inList}/0/key`, `required ${inList}/0/values`],
  ...[1, null].map((key) => [identifiers(identifier({ key })), `invalid_type ${inList}/0/key`] as const),
  ...['', 'a\0', '\udfff', '🦊'.repeat(1_001)].map(
    (key) => [identifiers(identifier({ key })), `invalid_value ${inList}/0/key`] as const,
  ),
  [identifiers(identifier(), identifier({ values: ['w'] })), `invalid_value ${inList}/1/key`],
  ...[null, 'v'].map((list) => [values(list), `invalid_type ${inList}/0/values`] as const),
  ...[[], Array(101).fill('v')].map((list) => [values(list), `invalid_value ${inList}/0/values`] as const),
  [
    values(['', 1, null, ['v'], 'a\0', '\ud800', 'v'.repeat(1_001), 'v']),
    ...['value', 'type', 'type', 'type', 'value', 'value', 'value'].map(
      (what, n) => `invalid_${what} ${inList}/0/values/${n}`,
    ),
  ],
  [identifiers(identifier({ value: 'v' })), `unknown_member ${inList}/0/value`],
];

const SEVERAL: readonly Refused[] = [
  [
    { ...date('never'), ...type('Club'), ...identifiers(1), extra: 1 },
    ...[noDate, noType, `invalid_type ${inList}/0`, 'unknown_member /extra'],
  ],
];

const named = (changes: Changes): string =>
  (Object.values(changes)[0] === undefined ? `no ${Object.keys(changes).join()}` : jsonText(changes)).slice(
    0,
    60,
  );
const refused = ([changes, ...problems]: Refused): ItemCase => ({
  name: named(changes),
  item: (form) => form.text(changes),
  outcome: `Failed: ${problems.join(', ')}`,
});

/** The members of a partner client (docs/contract.md section 4), also where its claims come with it. */
export const CLIENT_MEMBERS: ItemCases = {
  subject: 'the members of a client',
  kinds: ['clients', 'clients-with-claims'],
  cases: [
    ...ACCEPTED.map<ItemCase>((changes) => ({
      name: named(changes),
      item: (form) => form.text(changes),
      outcome: 'Completed',
    })),
    ...[...DATES, ...TYPES, ...IDENTIFIERS, ...SEVERAL].map(refused),
  ],
};

/** What belongs to another route. */
export const FOREIGN_MEMBERS: ItemCases = {
  subject: 'a member of another kind of item',
  kinds: ['clients'],
  cases: [refused([{ revenue_claims: [] }, 'unknown_member /revenue_claims'])],
};
