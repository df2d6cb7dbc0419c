import { Ajv2020 } from 'ajv/dist/2020';
import { MaxLength, ValidateIf } from 'class-validator';
import { RevenueClaimDto } from '../kinds/revenue-claims/revenue-claim.dto';
import { IsGivenOnce } from '../rules/is-given-once.rule';
import { IsText } from '../rules/is-text.rule';
import { IsTrueOrFalse } from '../rules/is-true-or-false.rule';
import { MayBeAbsent } from '../rules/may-be-absent.rule';
import { wholeSchema } from '../testing/whole-schema';
import { schemaOf } from './schema-of';

class Flag {
  @IsTrueOrFalse()
  readonly flag!: boolean;
}

class Named extends Flag {
  @MayBeAbsent()
  @IsText()
  readonly name?: string;

  @IsGivenOnce('alias')
  readonly nick?: string;
}

class Short {
  @MaxLength(3)
  readonly text!: string;
}

class Sometimes {
  @ValidateIf(() => false)
  @IsText()
  readonly text!: string;
}

const CONTEXT = { entityTypes: ['LLC'], nested: () => ({}) };

describe('schemaOf', () => {
  it('states members in their order, inherited ones first, and allows no other', () => {
    expect(schemaOf(Named, CONTEXT)).toEqual({
      type: 'object',
      required: ['flag'],
      properties: {
        flag: { type: 'boolean' },
        name: { type: 'string', minLength: 1, maxLength: 1_000, pattern: '^[^\\x00]*$' },
        nick: { description: 'Either this or alias, which means the same.' },
      },
      allOf: [{ oneOf: [{ required: ['nick'] }, { required: ['alias'] }] }],
      additionalProperties: false,
    });
  });

  it('puts what several rules say of one member together, in the order in which they are written', () => {
    const { properties } = wholeSchema(RevenueClaimDto, CONTEXT) as {
      properties: Record<string, { description?: string }>;
    };
    expect(properties['transaction_count']).toMatchObject({ type: 'integer', minimum: -(2 ** 53) });
    expect(properties['transaction_count']?.description).toMatch(/^A whole number.*Has the sign of/s);
  });

  it('refuses to leave out what it has no schema for', () => {
    expect(() => schemaOf(Short, CONTEXT)).toThrow('text: a rule of type customValidation says nothing');
    expect(() => schemaOf(Sometimes, CONTEXT)).toThrow('text: there is no schema for a condition');
  });

  it.each<[string, unknown, boolean]>([
    ['total_amount', 1e15, true],
    ['total_amount', 1.0001e15, false],
    ['total_amount', '999999999999999.99990', true],
    ['total_amount', '1000000000000000', false],
    ['total_amount', '1.00001', false],
    ['transaction_count', 1.5, false],
    ['transaction_count', 2 ** 53, true],
    ['transaction_count', 2 ** 53 + 2, false],
  ])('a claim whose %s is %j: %s', (member, value, accepted) => {
    const claim = {
      unique_reference: 'R-1',
      partner_client_id: 'M_1',
      currency: 'GBP',
      time_period: { start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59.999' },
      total_amount: 1,
      transaction_count: 1,
    };
    const accepts = new Ajv2020().compile(wholeSchema(RevenueClaimDto, CONTEXT));
    expect(accepts({ ...claim, [member]: value })).toBe(accepted);
  });
});
