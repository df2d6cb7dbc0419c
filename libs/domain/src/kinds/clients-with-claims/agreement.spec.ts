import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { acceptedBothWays } from '../../testing/accepted-both-ways';
import { jsonText, number } from '../../testing/json-text';
import {
  adding,
  changed,
  KEYS,
  type Members,
  OTHER_TYPES,
  setting,
  takingAway,
} from '../../testing/near-misses';
import { CLAIMS_CONTEXT, claimRules } from '../../testing/plain-claim-rules';
import {
  isString,
  keyRules,
  memberRule,
  type PlainRules,
  present,
  RuleCounts,
} from '../../testing/plain-rules';
import { SchemaAgreement } from '../../testing/schema-agreement';
import { wholeSchema } from '../../testing/whole-schema';
import { isJsonObject, type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { ClientWithClaimsDto } from './client-with-claims.dto';
import { clientsWithClaims } from './clients-with-claims.kind';

const GENERATED_CLIENTS = 20_000;
const LEAST_ON_EITHER_SIDE = 500;

type Client = UntrustedObject;
const lists = ({ revenue_claims: claims }: Client): unknown[][] => (Array.isArray(claims) ? [claims] : []);
const claims = (client: Client): UntrustedObject[] => lists(client).flat().filter(isJsonObject);
const CLAIM = {
  unique_reference: 'R-1',
  currency: 'GBP',
  time_period: { start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59.999' },
  total_amount: number('1.50'),
  transaction_count: number('1'),
};

/** What a client has beside the rules of its claims, which are there to tell whether it keeps all rules. */
const LIST_RULES: PlainRules = {
  'revenue_claims required': (client) => [client['revenue_claims'] !== undefined],
  'revenue_claims array': (client) => present([client['revenue_claims']]).map(Array.isArray),
  'revenue_claims not empty': (client) => lists(client).map((list) => list.length > 0),
  'revenue_claims size': (client) => lists(client).map((list) => list.length <= 1_000),
  'revenue_claims objects': (client) => lists(client).flat().map(isJsonObject),
  'revenue_claims distinct keys': (client) => {
    const keys = claims(client)
      .map((claim) => claim['unique_reference'])
      .filter(isString);
    return keys.length === 0 ? [] : [new Set(keys).size === keys.length];
  },
  'claim names no other client': (client) =>
    present(claims(client).map((claim) => claim['partner_client_id'])).map(
      (named) => named === client['partner_client_id'] || client['partner_client_id'] === undefined,
    ),
  ...memberRule('claim', claims, [
    ...Object.keys(CLAIM),
    'partner_client_id',
    'is_splittable',
    'payment_channel',
  ]),
};

const claim = fc
  .tuple(
    fc
      .constantFrom('R-1', 'R-2', 'R-3', 'R-4', 'R-5')
      .map((key): Members => ({ ...CLAIM, unique_reference: key })),
    fc.array(
      fc.oneof(
        fc.constantFrom('M_1', 'M_1', 'M_1', 'M_2', 'm_1', ' M_1', null).map(setting('partner_client_id')),
        fc.constantFrom(...KEYS, ...OTHER_TYPES).map(setting('unique_reference')),
        fc.constantFrom('currency', 'unique_reference').map(takingAway),
        fc.constantFrom('revenue_claims', '__proto__').map(adding),
      ),
      { maxLength: 2 },
    ),
  )
  .map(changed);
const TOO_MANY = [CLAIM, ...Array<null>(1_000).fill(null)];
const claimList = fc.oneof(
  { weight: 12, arbitrary: fc.array(claim, { maxLength: 3 }) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHER_TYPES.map((other) => [CLAIM, other])) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHER_TYPES, undefined, undefined, undefined, []) },
  { weight: 1, arbitrary: fc.constant(TOO_MANY) },
);
const client = fc.record({
  partner_client_id: fc.constantFrom('M_1', 'M_1', 'M_1', 'M_1', 'M_1', 'M_1', undefined),
  client_start_date: fc.constant('2024-02-29'),
  entity_type: fc.constant('LLC'),
  revenue_claims: claimList,
});

describe('the compiled rules, class-validator and the JSON Schema', () => {
  it(`agree with the contract on ${GENERATED_CLIENTS} clients with claims`, () => {
    const counts = new RuleCounts(LIST_RULES);
    const others = new RuleCounts({
      ...claimRules(claims),
      ...keyRules('partner_client_id', ({ partner_client_id: key }) => [key]),
      ...keyRules('partner_client_id of a claim', (object) =>
        present(claims(object).map((one) => one['partner_client_id'])),
      ),
    });
    const schema = new SchemaAgreement(
      new Ajv2020().compile(wholeSchema(ClientWithClaimsDto, CLAIMS_CONTEXT)),
    );
    fc.assert(
      fc.property(client, (members) => {
        const text = jsonText(members);
        const read = clientsWithClaims.read(text) as Client;
        const violated = [counts, others].flatMap((rules) => rules.violatedBy(read));
        const keepsAll = violated.length === 0;
        schema.check(text, violated);
        withRuleContext(CLAIMS_CONTEXT, () => {
          if (acceptedBothWays(ClientWithClaimsDto, read) !== keepsAll)
            throw new Error('rules and contract differ');
        });
      }),
      { numRuns: GENERATED_CLIENTS },
    );
    process.stdout.write(String(counts));
    expect(counts.seldom(LEAST_ON_EITHER_SIDE)).toEqual([]);
    expect(schema.withoutNeed(counts.names)).toEqual([]);
  }, 120_000);
});
