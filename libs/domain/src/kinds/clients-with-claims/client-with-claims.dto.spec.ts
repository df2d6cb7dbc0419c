import { type Problem } from '../../problems/problem';
import { problemsOf } from '../../problems/violation';
import { jsonText, number } from '../../testing/json-text';
import { compiledRules } from '../../validation/compiled-rules';
import { type UntrustedObject } from '../../validation/json-object';
import { withRuleContext } from '../../validation/rule-context';
import { violationsOf } from '../../validation/violations';
import { ClientWithClaimsDto } from './client-with-claims.dto';
import { clientsWithClaims } from './clients-with-claims.kind';

const CONTEXT = { entityTypes: ['LLC'], currency: 'GBP', now: new Date('2025-06-15T12:00:00Z') };
const CLIENT = { partner_client_id: 'M_1', client_start_date: '2024-02-29', entity_type: 'LLC' };
const ABSENT = undefined;
const CLAIM_MEMBERS = 'with unique_reference, currency, time_period, total_amount and transaction_count';

type Change = Record<string, unknown>;

const claim = (change: Change = {}) => ({
  unique_reference: 'R-1',
  currency: 'GBP',
  time_period: { start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59.999' },
  total_amount: number('10'),
  transaction_count: number('1'),
  ...change,
});
const claims = (...elements: unknown[]) => ({ revenue_claims: elements });
const distinct = (count: number) =>
  Array.from({ length: count }, (_, n) => claim({ unique_reference: `R-${n}` }));

/** What is wrong with a client with one claim after `change`, by both ways of asking. */
function problems(change: Change): Problem[] {
  const client = clientsWithClaims.read(
    jsonText({ ...CLIENT, ...claims(claim()), ...change }),
  ) as UntrustedObject;
  return withRuleContext(CONTEXT, () => {
    const violations = violationsOf(ClientWithClaimsDto, client);
    expect(compiledRules(ClientWithClaimsDto).accept(client)).toBe(violations.length === 0);
    return problemsOf(violations);
  });
}

const details = (change: Change): string[] => problems(change).map(({ detail }) => detail);

describe('a partner client with claims', () => {
  it.each<[string, Change]>([
    ['one claim', {}],
    ['1,000 claims', claims(...distinct(1_000))],
    ['a claim that names its client', claims(claim({ partner_client_id: 'M_1' }))],
    [
      'some claims that name it and some that do not',
      claims(claim(), claim({ unique_reference: 'R-2', partner_client_id: 'M_1' })),
    ],
    ['claim keys that differ in case only', claims(claim(), claim({ unique_reference: 'r-1' }))],
    ['equal claims of different keys', claims(claim(), claim({ unique_reference: 'R-2' }))],
    ['a claim with the key of the client', claims(claim({ unique_reference: 'M_1' }))],
    ['other identifiers', { other_identifiers: [{ key: 'vat', values: ['1'] }] }],
  ])('may have %s', (_name, change) => {
    expect(details(change)).toEqual([]);
  });

  it.each<[Change, ...string[]]>([
    [{ revenue_claims: ABSENT }, 'revenue_claims is required'],
    [{ revenue_claims: null }, `revenue_claims must be an array of objects ${CLAIM_MEMBERS}; found null`],
    [
      { revenue_claims: claim() },
      `revenue_claims must be an array of objects ${CLAIM_MEMBERS}; found an object`,
    ],
    [
      { revenue_claims: number('1') },
      `revenue_claims must be an array of objects ${CLAIM_MEMBERS}; found a number`,
    ],
    [{ revenue_claims: 'R-1' }, `revenue_claims must be an array of objects ${CLAIM_MEMBERS}; found "R-1"`],
    [claims(), 'revenue_claims must have at least 1 element; found 0'],
    [claims(...distinct(1_001)), 'revenue_claims must have at most 1,000 elements; found 1,001'],
    [claims(null), `revenue_claims[0] must be an object ${CLAIM_MEMBERS}; found null`],
    [claims([claim()]), `revenue_claims[0] must be an object ${CLAIM_MEMBERS}; found an array`],
    [claims(claim(), number('5')), `revenue_claims[1] must be an object ${CLAIM_MEMBERS}; found a number`],
    [claims('R-1'), `revenue_claims[0] must be an object ${CLAIM_MEMBERS}; found "R-1"`],
    [claims(claim({ unique_reference: ABSENT })), 'revenue_claims[0].unique_reference is required'],
    [
      claims(claim({ unique_reference: '' })),
      'revenue_claims[0].unique_reference must not be empty; found ""',
    ],
    [
      claims(claim(), claim({ unique_reference: 'R-2' }), claim({ total_amount: '1' })),
      'revenue_claims[2].unique_reference must be unique in the array; found the same at index 0',
    ],
    [
      claims(claim(), claim()),
      'revenue_claims[1].unique_reference must be unique in the array; found the same at index 0',
    ],
    [
      claims(claim({ partner_client_id: 'M_2' })),
      'revenue_claims[0].partner_client_id must equal the partner_client_id of the item, or be left out; found "M_2"',
    ],
    [
      claims(claim({ partner_client_id: 'm_1' })),
      'revenue_claims[0].partner_client_id must equal the partner_client_id of the item, or be left out; found "m_1"',
    ],
    [
      claims(claim({ partner_client_id: null })),
      'revenue_claims[0].partner_client_id must be a string; found null',
    ],
    [
      claims(claim({ partner_client_id: ' M_1' })),
      'revenue_claims[0].partner_client_id must not begin or end with white space; found U+0020 at character 1',
    ],
    [
      claims(claim({ transaction_count: number('-1') })),
      'revenue_claims[0].transaction_count must have the sign of total_amount, both positive, both negative or both zero; found negative where total_amount is positive',
    ],
    [
      claims(
        claim({ time_period: { start_time: '2025-01-01T00:00:00', end_date: '2025-02-28T23:59:59.999' } }),
      ),
      'revenue_claims[0].time_period must be exactly one calendar month or one calendar day; found 2025-01-01 to 2025-02-28',
    ],
    [
      claims(claim({ revenue_claims: [] })),
      'revenue_claims[0].revenue_claims is not a known member; correct its name or leave it out',
    ],
    [{ currency: 'GBP' }, 'currency is not a known member; correct its name or leave it out'],
    [
      { unique_reference: 'R-1' },
      'unique_reference is not a known member of this route; items that have it go to /api/v1/revenueClaims',
    ],
  ])('may not have %j', (change, ...expected) => {
    expect(details(change)).toEqual(expected);
  });

  it('is told what is wrong with itself first, then with its claims, unknown members last', () => {
    const change = { extra: 1, entity_type: 'X', ...claims(claim({ currency: 'EUR' }), 1, claim()) };
    expect(problems(change).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'invalid_value /entity_type',
      'invalid_value /revenue_claims/0/currency',
      'invalid_type /revenue_claims/1',
      'invalid_value /revenue_claims/2/unique_reference',
      'unknown_member /extra',
    ]);
  });

  it('is not compared with its claims where its own key is unusable', () => {
    expect(details({ partner_client_id: 7, ...claims(claim({ partner_client_id: 'M_1' })) })).toEqual([
      'partner_client_id must be a string; found a number',
    ]);
  });

  it('is judged in bounded time and words, however many claims break however many rules', () => {
    const startedAt = performance.now();
    const found = problems(claims(...Array<unknown>(1_000).fill({})));
    expect(found).toHaveLength(101);
    // 20 claims with five violations each; of the others each counts once.
    expect(found.at(-1)).toMatchObject({
      code: 'further_violations',
      detail: 'the item has 980 more violations, not listed here',
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
