import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { AMOUNT_TEXTS, ENDS, NUMBERS, PERIODS, STARTS } from '../../testing/claim-values';
import { jsonText, number } from '../../testing/json-text';
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
import { CLAIMS_CONTEXT, claimRules } from '../../testing/plain-claim-rules';
import { keyRules, memberRule, RuleCounts } from '../../testing/plain-rules';
import { SchemaAgreement } from '../../testing/schema-agreement';
import { wholeSchema } from '../../testing/whole-schema';
import { isJsonObject, type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { PaymentChannelDto } from './payment-channel.dto';
import { RevenueClaimDto } from './revenue-claim.dto';
import { revenueClaims } from './revenue-claims.kind';
import { TimePeriodDto } from './time-period.dto';

const GENERATED_CLAIMS = 100_000;
const LEAST_ON_EITHER_SIDE = 500;

// --- Claims that are nearly valid: a valid one with a few members set to something remarkable. ---

const nearly = (valid: fc.Arbitrary<Members>, ...changes: fc.Arbitrary<Change>[]): fc.Arbitrary<Members> =>
  fc.tuple(valid, fc.array(fc.oneof(...changes), { maxLength: 3 })).map(changed);
const toOneOf = (member: string, ...values: readonly unknown[]): fc.Arbitrary<Change> =>
  fc.constantFrom(...values).map(setting(member));
const addingUnknown = fc.constantFrom(...UNKNOWN_MEMBERS).map(adding);
const losing = (...members: string[]): fc.Arbitrary<Change> => fc.constantFrom(...members).map(takingAway);

const PERIOD_MEMBERS = ['start_time', 'start_date', 'end_time', 'end_date'];
const period = nearly(
  fc.constantFrom(...PERIODS),
  losing(...PERIOD_MEMBERS),
  ...PERIOD_MEMBERS.map((member) => toOneOf(member, ...OTHER_TYPES)),
  ...PERIOD_MEMBERS.map((member) => toOneOf(member, ...(member.startsWith('start') ? STARTS : ENDS))),
  addingUnknown,
);
const freePeriod = fc.record({
  start_time: fc.constantFrom(...STARTS),
  end_time: fc.constantFrom(...ENDS),
});
const channel = nearly(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 8 }), start_date: fc.constant('2024-02-29') }),
  losing('id', 'start_date'),
  toOneOf('id', ...OTHER_TYPES),
  ...Array<fc.Arbitrary<Change>>(3).fill(toOneOf('id', ...TEXTS)),
  toOneOf('start_date', ...OTHER_TYPES),
  toOneOf('start_date', ...TIMES),
  addingUnknown,
);

const money = fc.constantFrom(
  { total_amount: '100.00', transaction_count: 3 },
  { total_amount: number('-0.5'), transaction_count: number('-3.0') },
  { total_amount: number('0'), transaction_count: number('-0') },
);
const nearlyValidClaim = nearly(
  fc.tuple(fc.uuid(), fc.constantFrom(...PERIODS), money).map(([unique_reference, time_period, numbers]) => ({
    unique_reference,
    partner_client_id: 'M_1',
    currency: 'GBP',
    time_period,
    ...numbers,
  })),
  losing(
    'unique_reference',
    'partner_client_id',
    'currency',
    'time_period',
    'total_amount',
    'transaction_count',
  ),
  toOneOf('unique_reference', ...OTHER_TYPES, ...KEYS, ...KEYS, ...KEYS),
  toOneOf('partner_client_id', ...OTHER_TYPES, ...KEYS, ...KEYS, ...KEYS),
  toOneOf('currency', ...OTHER_TYPES, 'EUR', 'JPY', 'XCG', 'gbp', 'ABC', '', 'GBP '),
  toOneOf('time_period', ...OTHER_TYPES, '2025-01'),
  period.map(setting('time_period')),
  period.map(setting('time_period')),
  freePeriod.map(setting('time_period')),
  toOneOf('total_amount', ...OTHER_TYPES, ...NUMBERS, ...NUMBERS),
  toOneOf('total_amount', ...AMOUNT_TEXTS),
  toOneOf('transaction_count', ...OTHER_TYPES, '3', ...NUMBERS, ...NUMBERS),
  toOneOf('is_splittable', true, false, ...OTHER_TYPES, 'true'),
  toOneOf('payment_channel', ...OTHER_TYPES, 'pos'),
  channel.map(setting('payment_channel')),
  channel.map(setting('payment_channel')),
  addingUnknown,
);

const CLAIM_MEMBERS = [
  ...[
    'unique_reference',
    'partner_client_id',
    'currency',
    'time_period',
    'total_amount',
    'transaction_count',
  ],
  ...['is_splittable', 'payment_channel'],
];

describe('the compiled rules, class-validator and the JSON Schema', () => {
  it(`agree with the contract on ${GENERATED_CLAIMS} nearly valid claims`, () => {
    const counts = new RuleCounts({
      ...claimRules((claim) => [claim]),
      ...keyRules('partner_client_id', (claim) => [claim['partner_client_id']]),
      ...memberRule('claim', (claim) => [claim], CLAIM_MEMBERS),
    });
    const schema = new SchemaAgreement(new Ajv2020().compile(wholeSchema(RevenueClaimDto, CLAIMS_CONTEXT)));
    fc.assert(
      fc.property(nearlyValidClaim, (members) => {
        const text = jsonText(members);
        const claim = revenueClaims.read(text) as UntrustedObject;
        const violated = counts.violatedBy(claim);
        const keepsAll = violated.length === 0;
        schema.check(text, violated);
        withRuleContext(CLAIMS_CONTEXT, () => {
          if (acceptedBothWays(RevenueClaimDto, claim) !== keepsAll)
            throw new Error('rules and contract differ');
          const { time_period: time, payment_channel: paidBy } = claim;
          if (!keepsAll && isJsonObject(time)) acceptedBothWays(TimePeriodDto, time);
          if (!keepsAll && isJsonObject(paidBy)) acceptedBothWays(PaymentChannelDto, paidBy);
          if (keepsAll && revenueClaims.toRow(claim).includes('NaN')) throw new Error('no row');
        });
      }),
      { numRuns: GENERATED_CLAIMS },
    );
    process.stdout.write(String(counts));
    expect(counts.seldom(LEAST_ON_EITHER_SIDE)).toEqual([]);
    expect(schema.withoutNeed(counts.names)).toEqual([]);
  }, 120_000);
});
