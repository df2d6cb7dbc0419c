import { type Problem } from '../../problems/problem';
import { problemsOf } from '../../problems/violation';
import { compiledRules } from '../../validation/compiled-rules';
import { withRuleContext } from '../../validation/rule-context';
import { violationsOf } from '../../validation/violations';
import { PartnerClientDto } from './partner-client.dto';

const CONTEXT = { entityTypes: ['SoleTrader', 'LLC'], currency: 'GBP', now: new Date(0) };
const VALID = { partner_client_id: 'M_1', client_start_date: '2024-02-29', entity_type: 'LLC' };
const ABSENT = undefined;

/** What is wrong with a valid client after `change`, by both ways of asking; sent through JSON, as clients are. */
function problems(change: Record<string, unknown>): Problem[] {
  const client = JSON.parse(JSON.stringify({ ...VALID, ...change })) as Record<string, unknown>;
  return withRuleContext(CONTEXT, () => {
    const found = problemsOf(violationsOf(PartnerClientDto, client));
    expect(compiledRules(PartnerClientDto).accept(client)).toBe(found.length === 0);
    return found;
  });
}

const details = (change: Record<string, unknown>): string[] => problems(change).map(({ detail }) => detail);
const identifier = (change: Record<string, unknown> = {}) => ({ key: 'vat', values: ['1'], ...change });
const identifiers = (...elements: unknown[]) => ({ other_identifiers: elements });
const distinct = (count: number) => Array.from({ length: count }, (_, n) => identifier({ key: `k${n}` }));

describe('a partner client', () => {
  it.each<[string, Record<string, unknown>]>([
    ['the required members alone', {}],
    ['a date-time', { client_start_date: '2024-02-29T10:00:00.123456789+01:00' }],
    ['another configured entity type', { entity_type: 'SoleTrader' }],
    ['no identifiers', identifiers()],
    ['one identifier', identifiers(identifier())],
    ['50 identifiers', identifiers(...distinct(50))],
    ['100 values', identifiers(identifier({ values: Array(100).fill('v') }))],
    ['texts of 1,000 code points', identifiers({ key: '🦊'.repeat(1_000), values: ['x'.repeat(1_000)] })],
    ['keys that differ in case only', identifiers(identifier(), identifier({ key: 'VAT' }))],
    ['keys that look like members of every object', identifiers(identifier({ key: '__proto__' }))],
    ['control characters other than NUL in a text', identifiers(identifier({ key: '\u0001\n' }))],
    ['a text of white space', identifiers(identifier({ values: [' '] }))],
    ['the same value twice', identifiers(identifier({ values: ['1', '1'] }))],
  ])('may have %s', (_name, change) => {
    expect(details(change)).toEqual([]);
  });

  const date =
    'client_start_date must be a date or date-time of RFC 3339, such as 2025-01-31 or 2025-01-31T09:30:00Z';
  const type = 'entity_type must be one of SoleTrader, LLC';
  const list = 'other_identifiers';

  it.each<[Record<string, unknown>, ...string[]]>([
    [{ partner_client_id: ABSENT }, 'partner_client_id is required'],
    [{ partner_client_id: 7 }, 'partner_client_id must be a string; found a number'],
    [
      { partner_client_id: ' a' },
      'partner_client_id must not begin or end with white space; found U+0020 at character 1',
    ],
    [{ client_start_date: ABSENT }, 'client_start_date is required'],
    [{ client_start_date: null }, `${date}; found null`],
    [{ client_start_date: 20240229 }, `${date}; found a number`],
    [{ client_start_date: '2023-02-29' }, `${date}; found "2023-02-29"`],
    [{ client_start_date: '' }, `${date}; found ""`],
    [{ entity_type: ABSENT }, 'entity_type is required'],
    [{ entity_type: null }, `${type}; found null`],
    [{ entity_type: 1 }, `${type}; found a number`],
    [{ entity_type: ['LLC'] }, `${type}; found an array`],
    [{ entity_type: { constructor: 1 } }, `${type}; found an object`],
    [{ entity_type: 'llc' }, `${type}; found "llc"`],
    [{ entity_type: 'LLC ' }, `${type}; found "LLC "`],
    [{ entity_type: 'constructor' }, `${type}; found "constructor"`],
    [{ entity_type: 'x'.repeat(2_000) }, `${type}; found a string of 2,000 characters`],
    [{ [list]: null }, `${list} must be an array of objects with key and values; found null`],
    [{ [list]: {} }, `${list} must be an array of objects with key and values; found an object`],
    [{ [list]: 'vat' }, `${list} must be an array of objects with key and values; found "vat"`],
    [identifiers(...distinct(51)), `${list} must have at most 50 elements; found 51`],
    [identifiers(null), `${list}[0] must be an object with key and values; found null`],
    [identifiers([]), `${list}[0] must be an object with key and values; found an array`],
    [
      identifiers(identifier(), 'x', 1),
      `${list}[1] must be an object with key and values; found "x"`,
      `${list}[2] must be an object with key and values; found a number`,
    ],
    [identifiers({}), `${list}[0].key is required`, `${list}[0].values is required`],
    [identifiers(identifier({ key: 1 })), `${list}[0].key must be a non-empty string; found a number`],
    [identifiers(identifier({ key: null })), `${list}[0].key must be a non-empty string; found null`],
    [identifiers(identifier({ key: '' })), `${list}[0].key must not be empty; found ""`],
    [
      identifiers(identifier({ key: 'a\0' })),
      `${list}[0].key must not contain NUL; found U+0000 at character 2`,
    ],
    [
      identifiers(identifier({ key: '\ud800' })),
      `${list}[0].key must not contain lone surrogates; found U+D800 at character 1`,
    ],
    [
      identifiers(identifier({ key: 'x'.repeat(1_001) })),
      `${list}[0].key must have at most 1,000 characters (code points); found 1,001`,
    ],
    [
      identifiers(identifier({ key: '🦊'.repeat(1_001) })),
      `${list}[0].key must have at most 1,000 characters (code points); found 1,001`,
    ],
    [
      identifiers(identifier(), identifier()),
      `${list}[1].key must be unique in the array; found the same at index 0`,
    ],
    [
      identifiers(identifier(), identifier({ key: 'b' }), identifier()),
      `${list}[2].key must be unique in the array; found the same at index 0`,
    ],
    [identifiers(identifier({ values: '1' })), `${list}[0].values must be an array of strings; found "1"`],
    [identifiers(identifier({ values: null })), `${list}[0].values must be an array of strings; found null`],
    [identifiers(identifier({ values: [] })), `${list}[0].values must have at least 1 element; found 0`],
    [
      identifiers(identifier({ values: Array(101).fill('v') })),
      `${list}[0].values must have at most 100 elements; found 101`,
    ],
    [
      identifiers(identifier({ values: ['1', 2, ''] })),
      `${list}[0].values[1] must be a non-empty string; found a number`,
      `${list}[0].values[2] must not be empty; found ""`,
    ],
    [
      identifiers(identifier({ values: ['\ud800\0'] })),
      `${list}[0].values[0] must not contain NUL; found U+0000 at character 2`,
      `${list}[0].values[0] must not contain lone surrogates; found U+D800 at character 1`,
    ],
    [
      identifiers(identifier({ value: 1 })),
      `${list}[0].value is not a known member; correct its name or leave it out`,
    ],
    [
      { revenue_claims: [] },
      'revenue_claims is not a known member of this route; items that have it go to /api/v1/clients/revenueClaims',
    ],
    [
      { unique_reference: 'R-1' },
      'unique_reference is not a known member of this route; items that have it go to /api/v1/revenueClaims',
    ],
    [
      { ['__proto__']: {}, toString: 1 },
      '__proto__ is not a known member; correct its name or leave it out',
      'toString is not a known member; correct its name or leave it out',
    ],
  ])('may not have %j', (change, ...expected) => {
    expect(details(change)).toEqual(expected);
  });

  it('is told all its violations at once, in the order of the contract, unknown members last', () => {
    const change = {
      extra: 1,
      entity_type: 1,
      client_start_date: 'now',
      ...identifiers(identifier(), identifier(), 3),
    };
    expect(problems(change).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'invalid_value /client_start_date',
      'invalid_type /entity_type',
      'invalid_type /other_identifiers/2',
      'invalid_value /other_identifiers/1/key',
      'unknown_member /extra',
    ]);
  });

  it('is judged in bounded time and words, however many elements it has', () => {
    const startedAt = performance.now();
    expect(problems({ other_identifiers: Array(20_000).fill({ values: [] }) })).toHaveLength(101);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
