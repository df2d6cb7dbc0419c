import fc from 'fast-check';
import { compiledRules } from '../../validation/compiled-rules';
import { isJsonObject, type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { violationsOf } from '../../validation/violations';
import { clients } from './clients.kind';
import { OtherIdentifierDto } from './partner-client.dto';

const GENERATED_CLIENTS = 100_000;
const LEAST_ON_EITHER_SIDE = 500;
const CONTEXT = { entityTypes: ['SoleTrader', 'LLC'], currency: 'GBP', now: new Date(0) };

// --- The rules of docs/contract.md section 4, written down a second time, slowly and plainly. ---

type Client = UntrustedObject;
const isString = (value: unknown): value is string => typeof value === 'string';
const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);
const present = (values: readonly unknown[]): unknown[] => values.filter((value) => value !== undefined);
const lists = (values: readonly unknown[]): unknown[][] => values.filter((value) => Array.isArray(value));

const elements = (client: Client): unknown[] => lists([client['other_identifiers']]).flat();
const identifiers = (client: Client): Client[] => elements(client).filter(isJsonObject);
const keys = (client: Client): unknown[] => identifiers(client).map((identifier) => identifier['key']);
const valueLists = (client: Client): unknown[] =>
  identifiers(client).map((identifier) => identifier['values']);
const values = (client: Client): unknown[] => lists(valueLists(client)).flat();

const CALENDAR_FORM =
  /^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?$/;

function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !day.startsWith('0000') && !Number.isNaN(+midnight) && midnight.toISOString().startsWith(day);
}

/** For each rule, whether it holds at each place of a client where it applies. */
const RULES: Record<string, (client: Client) => boolean[]> = {
  ...keyRules('partner_client_id', (client) => [client['partner_client_id']]),
  'client_start_date required': (client) => [client['client_start_date'] !== undefined],
  'client_start_date string': (client) => present([client['client_start_date']]).map(isString),
  'client_start_date form': (client) =>
    [client['client_start_date']].filter(isString).map((text) => CALENDAR_FORM.test(text)),
  'client_start_date real day': (client) => [client['client_start_date']].filter(isString).map(isRealDay),
  'entity_type required': (client) => [client['entity_type'] !== undefined],
  'entity_type string': (client) => present([client['entity_type']]).map(isString),
  'entity_type known': (client) =>
    [client['entity_type']].filter(isString).map((type) => CONTEXT.entityTypes.includes(type)),
  'other_identifiers array': (client) => present([client['other_identifiers']]).map(Array.isArray),
  'other_identifiers size': (client) => lists([client['other_identifiers']]).map((list) => list.length <= 50),
  'other_identifiers objects': (client) => elements(client).map(isJsonObject),
  'other_identifiers distinct keys': (client) => {
    const texts = keys(client).filter(isString);
    return texts.length === 0 ? [] : [new Set(texts).size === texts.length];
  },
  'identifier key required': (client) => keys(client).map((key) => key !== undefined),
  ...textRules('identifier key', keys),
  'values required': (client) => valueLists(client).map((list) => list !== undefined),
  'values array': (client) => present(valueLists(client)).map(Array.isArray),
  'values not empty': (client) => lists(valueLists(client)).map((list) => list.length > 0),
  'values size': (client) => lists(valueLists(client)).map((list) => list.length <= 100),
  ...textRules('value', values),
  'client members known': (client) => [knows(client, clients.columns)],
  'identifier members known': (client) =>
    identifiers(client).map((identifier) => knows(identifier, ['key', 'values'])),
};

function knows(object: Client, names: readonly string[]): boolean {
  return Object.keys(object).every((name) => names.includes(name));
}

function keyRules(name: string, of: (client: Client) => unknown[]): typeof RULES {
  const holds = (test: (text: string) => boolean) => (client: Client) =>
    of(client).filter(isString).map(test);
  return {
    [`${name} required`]: (client) => of(client).map((value) => value !== undefined),
    [`${name} string`]: (client) => present(of(client)).map(isString),
    [`${name} not empty`]: holds((text) => text !== ''),
    [`${name} length`]: holds((text) => codePoints(text).length <= 100),
    [`${name} ends`]: holds((text) => text.trim() === text && !/^\u0085|\u0085$/.test(text)),
    [`${name} control characters`]: holds((text) =>
      codePoints(text).every((point) => point > 0x1f && (point < 0x7f || point > 0x9f)),
    ),
    [`${name} surrogates`]: holds((text) => !/\p{Surrogate}/u.test(text)),
  };
}

function textRules(name: string, of: (client: Client) => unknown[]): typeof RULES {
  const holds = (test: (text: string) => boolean) => (client: Client) =>
    of(client).filter(isString).map(test);
  return {
    [`${name} string`]: (client) => present(of(client)).map(isString),
    [`${name} not empty`]: holds((text) => text !== ''),
    [`${name} length`]: holds((text) => codePoints(text).length <= 1_000),
    [`${name} NUL`]: holds((text) => !text.includes('\0')),
    [`${name} surrogates`]: holds((text) => !/\p{Surrogate}/u.test(text)),
  };
}

// --- Clients that are nearly valid: a valid one with a few members set to something remarkable. ---

type Members = Record<string, unknown>;
type Change = (object: Members) => Members;

const OTHER_TYPES: unknown[] = [null, true, 0, [], ['x'], {}, { constructor: 1 }, { length: 1 }];
const TEXTS = [
  '',
  'a\0',
  '\ud800',
  '\udc00x',
  '🦊',
  'x'.repeat(1_000),
  'x'.repeat(1_001),
  '🦊'.repeat(1_001),
];
const KEYS = [
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
const TIMES = [
  ...['', '2024-02-29', '2023-02-29', '2024-13-01', '0000-01-01', '2024-01-01T24:00:00', '2024-01-01T10:00'],
  ...['2024-01-01T10:00:00.123456789+14:00', '2024-01-01T10:00:60Z', '9999-12-31T23:59:59-23:59', '2024-1-1'],
];
const UNKNOWN = ['__proto__', 'constructor', 'toString', 'revenue_claims', 'Key', ''];

/** Sets a member to one of the values. An undefined one takes it away, as JSON has no such value. */
const setting = (member: string, to: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
  to.map((value) => (object) => ({ ...object, [member]: value }));
const addingUnknown: fc.Arbitrary<Change> = fc
  .constantFrom(...UNKNOWN)
  .map((name) => (object) => ({ ...object, [name]: 1 }));
const takingAway = (...names: string[]): fc.Arbitrary<Change> =>
  fc.constantFrom(...names).map((name) => (object) => ({ ...object, [name]: undefined }));
const nearly = (valid: fc.Arbitrary<Members>, ...changes: fc.Arbitrary<Change>[]): fc.Arbitrary<Members> =>
  fc
    .tuple(valid, fc.array(fc.oneof(...changes), { maxLength: 3 }))
    .map(([object, few]) => few.reduce((result, change) => change(result), object));

const HUNDRED = Array<string>(100).fill('v');
const text = fc.string({ minLength: 1, maxLength: 8 });
const identifier = nearly(
  fc.record({ key: text, values: fc.array(text, { minLength: 1, maxLength: 2 }) }),
  takingAway('key', 'values'),
  setting('key', fc.constantFrom(...OTHER_TYPES)),
  setting('key', fc.constantFrom(...TEXTS)),
  setting('values', fc.constantFrom(...OTHER_TYPES, HUNDRED, [...HUNDRED, 'v'], [...HUNDRED, 'v'])),
  setting(
    'values',
    fc.array(fc.constantFrom('v', 'w', null, 1, ['x'], ...TEXTS), { minLength: 1, maxLength: 3 }),
  ),
  addingUnknown,
);
const FIFTY = Array.from({ length: 50 }, (_, n) => ({ key: `k${n}`, values: ['v'] }));
const identifierList = fc.oneof(
  fc.array(identifier, { maxLength: 3 }),
  fc.array(identifier, { maxLength: 3 }),
  identifier.map((repeated) => [repeated, FIFTY[0], repeated]),
  fc.constantFrom(FIFTY, [...FIFTY, { key: 'k', values: ['v'] }], [null], [[]], [1], [FIFTY[0], 'x']),
);
const nearlyValidClient = nearly(
  fc.record({
    partner_client_id: fc.uuid(),
    client_start_date: fc.constantFrom('2020-01-31', '2021-12-01T10:20:30.5+01:00'),
    entity_type: fc.constantFrom(...CONTEXT.entityTypes),
  }),
  takingAway('partner_client_id', 'client_start_date', 'entity_type'),
  setting('partner_client_id', fc.constantFrom(...OTHER_TYPES, ...KEYS, ...KEYS)),
  setting('client_start_date', fc.constantFrom(...OTHER_TYPES, ...TIMES)),
  setting('entity_type', fc.constantFrom(...OTHER_TYPES, 'llc', 'LLC ', 'toString')),
  setting('other_identifiers', fc.constantFrom(...OTHER_TYPES)),
  ...Array<fc.Arbitrary<Change>>(4).fill(setting('other_identifiers', identifierList)),
  addingUnknown,
);

describe('the compiled rules and class-validator', () => {
  it(`agree with the contract on ${GENERATED_CLIENTS} nearly valid clients`, () => {
    const counts = new Map(Object.keys(RULES).map((name) => [name, { kept: 0, violated: 0 }]));

    fc.assert(
      fc.property(nearlyValidClient, (members) => {
        const client = clients.read(JSON.stringify(members)) as Client;
        const keepsAll = countRules(client, counts);
        // Thrown rather than expected: half a million expectations would take longer than the rules do.
        withRuleContext(CONTEXT, () => {
          if (compiledRules(clients.dto).accept(client) !== keepsAll)
            throw new Error('compiled rules differ');
          if ((violationsOf(clients.dto, client).length === 0) !== keepsAll)
            throw new Error('violations differ');
          for (const element of identifiers(client)) {
            const accepted = compiledRules(OtherIdentifierDto).accept(element);
            const listed = violationsOf(OtherIdentifierDto, element).length > 0;
            if (accepted === listed) throw new Error('violations of an identifier differ');
          }
        });
      }),
      { numRuns: GENERATED_CLIENTS },
    );

    const table = [...counts].map(
      ([name, { kept, violated }]) => `${name}: kept ${kept}, violated ${violated}`,
    );
    process.stdout.write(`${table.join('\n')}\n`);
    for (const [rule, { kept, violated }] of counts) {
      expect({ rule, enough: Math.min(kept, violated) >= LEAST_ON_EITHER_SIDE }).toEqual({
        rule,
        enough: true,
      });
    }
  }, 60_000);
});

function countRules(client: Client, counts: Map<string, { kept: number; violated: number }>): boolean {
  let keepsAll = true;
  for (const [name, count] of counts) {
    const holds = RULES[name]?.(client) ?? [];
    if (holds.includes(false)) count.violated++;
    else if (holds.length > 0) count.kept++;
    keepsAll &&= !holds.includes(false);
  }
  return keepsAll;
}
