import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { acceptedBothWays } from '../../testing/accepted-both-ways';
import {
  adding,
  type Change,
  changed,
  KEYS,
  type Members,
  OTHER_TYPES,
  setting,
  takingAway,
  TEXTS,
  TIMES,
  UNKNOWN_MEMBERS,
} from '../../testing/near-misses';
import {
  dateRules,
  isString,
  keyRules,
  lists,
  memberRule,
  type PlainRules,
  present,
  RuleCounts,
  textRules,
} from '../../testing/plain-rules';
import { SchemaAgreement } from '../../testing/schema-agreement';
import { wholeSchema } from '../../testing/whole-schema';
import { isJsonObject, type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { clients } from './clients.kind';
import { OtherIdentifierDto, PartnerClientDto } from './partner-client.dto';

const GENERATED_CLIENTS = 100_000;
const LEAST_ON_EITHER_SIDE = 500;
const CONTEXT = { entityTypes: ['SoleTrader', 'LLC'], currency: 'GBP', now: new Date(0) };

// --- The rules of docs/contract.md section 4, written down a second time. ---

type Client = UntrustedObject;
const elements = (client: Client): unknown[] => lists([client['other_identifiers']]).flat();
const identifiers = (client: Client): Client[] => elements(client).filter(isJsonObject);
const keys = (client: Client): unknown[] => identifiers(client).map((identifier) => identifier['key']);
const valueLists = (client: Client): unknown[] =>
  identifiers(client).map((identifier) => identifier['values']);
const values = (client: Client): unknown[] => lists(valueLists(client)).flat();

const RULES: PlainRules = {
  ...keyRules('partner_client_id', (client) => [client['partner_client_id']]),
  ...dateRules('client_start_date', (client) => [client['client_start_date']]),
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
  ...memberRule('client', (client) => [client], clients.columns),
  ...memberRule('identifier', identifiers, ['key', 'values']),
};

// --- Clients that are nearly valid: a valid one with a few members set to something remarkable. ---

const nearly = (valid: fc.Arbitrary<Members>, ...changes: fc.Arbitrary<Change>[]): fc.Arbitrary<Members> =>
  fc.tuple(valid, fc.array(fc.oneof(...changes), { maxLength: 3 })).map(changed);
const addingUnknown = fc.constantFrom(...UNKNOWN_MEMBERS, 'revenue_claims').map(adding);

const HUNDRED = Array<string>(100).fill('v');
const text = fc.string({ minLength: 1, maxLength: 8 });
const identifier = nearly(
  fc.record({ key: text, values: fc.array(text, { minLength: 1, maxLength: 2 }) }),
  fc.constantFrom('key', 'values').map(takingAway),
  fc.constantFrom(...OTHER_TYPES).map(setting('key')),
  fc.constantFrom(...TEXTS).map(setting('key')),
  fc.constantFrom(...OTHER_TYPES, HUNDRED, [...HUNDRED, 'v'], [...HUNDRED, 'v']).map(setting('values')),
  fc
    .array(fc.constantFrom('v', 'w', null, 1, ['x'], ...TEXTS), { minLength: 1, maxLength: 3 })
    .map(setting('values')),
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
  fc.constantFrom('partner_client_id', 'client_start_date', 'entity_type').map(takingAway),
  fc.constantFrom(...OTHER_TYPES, ...KEYS, ...KEYS).map(setting('partner_client_id')),
  fc.constantFrom(...OTHER_TYPES, ...TIMES).map(setting('client_start_date')),
  fc.constantFrom(...OTHER_TYPES, 'llc', 'LLC ', 'toString').map(setting('entity_type')),
  fc.constantFrom(...OTHER_TYPES).map(setting('other_identifiers')),
  ...Array<fc.Arbitrary<Change>>(4).fill(identifierList.map(setting('other_identifiers'))),
  addingUnknown,
);

describe('the compiled rules, class-validator and the JSON Schema', () => {
  it(`agree with the contract on ${GENERATED_CLIENTS} nearly valid clients`, () => {
    const counts = new RuleCounts(RULES);

    const schema = new SchemaAgreement(new Ajv2020().compile(wholeSchema(PartnerClientDto, CONTEXT)));
    fc.assert(
      fc.property(nearlyValidClient, (members) => {
        const text = JSON.stringify(members);
        const client = clients.read(text) as Client;
        const violated = counts.violatedBy(client);
        const keepsAll = violated.length === 0;
        schema.check(text, violated);
        withRuleContext(CONTEXT, () => {
          if (acceptedBothWays(clients.dto, client) !== keepsAll)
            throw new Error('rules and contract differ');
          for (const element of identifiers(client)) acceptedBothWays(OtherIdentifierDto, element);
        });
      }),
      { numRuns: GENERATED_CLIENTS },
    );

    process.stdout.write(String(counts));
    expect(counts.seldom(LEAST_ON_EITHER_SIDE)).toEqual([]);
    expect(schema.withoutNeed(counts.names)).toEqual([]);
  }, 60_000);
});
