import { arrayOf, clientText, clientTextWith } from '../support/client-texts';
import { outcome } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { type StatusDocument } from '../support/status-document';

type Changes = Readonly<Record<string, unknown>>;
const date = (text: unknown): Changes => ({ client_start_date: text });
const type = (text: unknown): Changes => ({ entity_type: text });
const identifiers = (...elements: unknown[]): Changes => ({ other_identifiers: elements });
const identifier = (changes: Changes = {}): Changes => ({ key: 'k', values: ['v'], ...changes });
const many = (count: number): Changes[] =>
  Array.from({ length: count }, (_, n) => identifier({ key: `k${n}` }));

const ACCEPTED: Changes[] = [
  ...['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'].map(date),
  ...['2025-01-31T00:00:00', '2025-01-31T23:59:59Z', '2025-01-31T10:00:00+14:00'].map(date),
  ...['2025-01-31T10:00:00-23:59', '2025-01-31T10:00:00.1', '2025-01-31T10:00:00.123456789-00:00'].map(date),
  ...['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'].map(type),
  { other_identifiers: undefined },
  identifiers(),
  identifiers(...many(50)),
  identifiers(identifier({ values: Array(100).fill('v') })),
  identifiers(identifier({ key: 'k'.repeat(1_000), values: ['🦊'.repeat(1_000)] })),
  identifiers(identifier({ key: ' ', values: ['\n', ' v '] })),
  identifiers(identifier({ key: 'k' }), identifier({ key: 'K' }), identifier({ key: '__proto__' })),
];

const noDate = 'invalid_value /client_start_date';
const noType = 'invalid_value /entity_type';
const inList = '/other_identifiers';

/** What is refused, with every problem that must be named. */
const REFUSED: readonly (readonly [Changes, string])[] = [
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
    ...['2025-01-31T10:00:00.1234567890', '2025-01-31T10:00:00.', '2025-01-31T10:00:00,5'],
    ...['2025-01-31T10:00:00+0100', '2025-01-31T10:00:00+24:00', '2025-01-31T23:59:59:999', '２０２５-01-31'],
  ].map((text) => [date(text), noDate] as const),
  [type(undefined), 'required /entity_type'],
  ...[null, 1, ['LLC'], { constructor: 1 }].map(
    (value) => [type(value), 'invalid_type /entity_type'] as const,
  ),
  ...['', 'llc', 'LLC ', 'Limited Company', 'toString', '__proto__'].map(
    (text) => [type(text), noType] as const,
  ),
  ...[null, {}, 'k', 1].map((value) => [{ other_identifiers: value }, `invalid_type ${inList}`] as const),
  [identifiers(...many(51)), `invalid_value ${inList}`],
  [
    identifiers(null, [], 'k', identifier()),
    `invalid_type ${inList}/0, invalid_type ${inList}/1, invalid_type ${inList}/2`,
  ],
  [identifiers({}), `required ${inList}/0/key, required ${inList}/0/values`],
  [identifiers(identifier({ key: 1 })), `invalid_type ${inList}/0/key`],
  [identifiers(identifier({ key: null })), `invalid_type ${inList}/0/key`],
  [identifiers(identifier({ key: '' })), `invalid_value ${inList}/0/key`],
  [identifiers(identifier({ key: 'a\0' })), `invalid_value ${inList}/0/key`],
  [identifiers(identifier({ key: '\udfff' })), `invalid_value ${inList}/0/key`],
  [identifiers(identifier({ key: '🦊'.repeat(1_001) })), `invalid_value ${inList}/0/key`],
  [identifiers(identifier(), identifier({ values: ['w'] })), `invalid_value ${inList}/1/key`],
  [identifiers(identifier({ values: null })), `invalid_type ${inList}/0/values`],
  [identifiers(identifier({ values: 'v' })), `invalid_type ${inList}/0/values`],
  [identifiers(identifier({ values: [] })), `invalid_value ${inList}/0/values`],
  [identifiers(identifier({ values: Array(101).fill('v') })), `invalid_value ${inList}/0/values`],
  [
    identifiers(identifier({ values: ['', 1, null, ['v'], 'a\0', '\ud800', 'v'.repeat(1_001), 'v'] })),
    [
      ...['invalid_value', 'invalid_type', 'invalid_type', 'invalid_type'],
      ...['invalid_value', 'invalid_value', 'invalid_value'],
    ]
      .map((code, n) => `${code} ${inList}/0/values/${n}`)
      .join(', '),
  ],
  [identifiers(identifier({ value: 'v' })), `unknown_member ${inList}/0/value`],
  [{ revenue_claims: [] }, 'unknown_member /revenue_claims'],
  [
    { Entity_Type: 'LLC', 'a/b~c': null, '': 1 },
    'unknown_member /Entity_Type, unknown_member /a~1b~0c, unknown_member /',
  ],
  [{ constructor: 1, toString: 1 }, 'unknown_member /constructor, unknown_member /toString'],
  [
    { ...date('never'), ...type('Club'), ...identifiers(1), extra: 1 },
    `${noDate}, ${noType}, invalid_type ${inList}/0, unknown_member /extra`,
  ],
];

describe('the rules of a partner client', () => {
  let service: Service;
  let document: StatusDocument;
  const texts = [
    ...ACCEPTED.map((changes, n) => clientText(`accepted-${n}`, changes)),
    ...REFUSED.map(([changes], n) => clientText(`refused-${n}`, changes)),
    clientTextWith('proto', '"__proto__":{"entity_type":"LLC"}'),
  ];
  beforeAll(async () => {
    service = await startService();
    document = await service.partners[0].decideClients(arrayOf(texts));
  });
  afterAll(() => service.stop());

  const outcomeOf = (index: number): string => {
    const element = document.result[index];
    return element === undefined ? 'nothing' : outcome(element);
  };

  it.each(ACCEPTED.map((changes, n) => [changes, n] as const))('accept %j', (_changes, n) => {
    expect(outcomeOf(n)).toBe('Completed');
  });

  it.each(REFUSED.map(([changes, problems], n) => [changes, problems, n] as const))(
    'refuse %j and name %s',
    (_changes, problems, n) => {
      expect(outcomeOf(ACCEPTED.length + n)).toBe(`Failed: ${problems}`);
    },
  );

  it('refuse __proto__ like any unknown member', () => {
    expect(outcomeOf(texts.length - 1)).toBe('Failed: unknown_member /__proto__');
  });

  it('are named in a sentence each', () => {
    expectSound(document);
    for (const { status } of document.result) {
      expect(new Set(status.validation_errors).size).toBe(status.validation_errors.length);
    }
  });
});

it('an operator can extend the entity types', async () => {
  const service = await startService({ env: { ENTITY_TYPES: 'LLC,Charity' } });
  try {
    const types = ['Charity', 'LLC', 'LLP'].map((name) => clientText(name, type(name)));
    const { result } = await service.partners[0].decideClients(arrayOf(types));
    expect(result.map(outcome)).toEqual(['Completed', 'Completed', `Failed: ${noType}`]);
    expect(result[2]?.status.validation_errors[0]).toContain('must be one of LLC, Charity');
  } finally {
    await service.stop();
  }
});
