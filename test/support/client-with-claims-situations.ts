import { bodyOf, claim, type Changes, clientWith } from './claims';

const INVALID = { entity_type: 'Club' };
const VIOLATION = 'Failed: invalid_value /entity_type';
const OTHER = { entity_type: 'LLP' };
const AMBIGUITY = 'Failed: repeated_member /partner_client_id';
const CLAIM_SAVED = 'Failed: claim_already_saved /revenue_claims/0/unique_reference';
/** Step 2 and step 3 tell by their codes which of them it was. */
const BY_KEY = 'Conflict: conflicting_items';
const BY_CLAIM = 'Conflict: shared_claim_key';

const ambiguous = (key: string, claimKey: string): string =>
  `{"partner_client_id":"${key}",${bodyOf([clientWith(key, [claimKey])]).slice(2, -1)}`;
const invalidClaim = (key: string): Changes => claim(key, { currency: 'EUR' });

/**
 * The items of one request, given a key of the test's own, and what must become of them. `${k} saved` is the key of a
 * client that is saved, and `${k} saved claim` that of its claim.
 */
export type Situation = readonly [name: string, items: (k: string) => unknown[], ...expected: string[]];

export const SITUATIONS: readonly Situation[] = [
  ['step 7: new keys', (k) => [clientWith(k, [k, `${k} 2`])], 'Completed'],
  ['steps 1 and 2: ambiguous', (k) => [ambiguous(k, k), clientWith(k, [k])], AMBIGUITY, 'Completed'],
  [
    'steps 1 and 3: no usable key',
    (k) => [clientWith(' ', [k]), clientWith(k, [k])],
    ...['Failed: invalid_value /partner_client_id', 'Completed'],
  ],
  ['steps 1 and 3: ambiguous', (k) => [clientWith(k, [k]), ambiguous(`${k} 2`, k)], 'Completed', AMBIGUITY],
  ['steps 1 and 5: ambiguous, saved', (k) => [ambiguous(`${k} saved`, k)], AMBIGUITY],
  ['steps 1 and 6: ambiguous, its claim saved', (k) => [ambiguous(k, `${k} saved claim`)], AMBIGUITY],
  ['step 2: equal', (k) => [clientWith(k, [k]), clientWith(k, [k])], 'Completed', 'Duplicate of 0'],
  ['step 2: different claims', (k) => [clientWith(k, [k]), clientWith(k, [`${k} 2`])], BY_KEY, BY_KEY],
  [
    'step 2: the same claims in another order',
    (k) => [clientWith(k, [k, `${k} 2`]), clientWith(k, [`${k} 2`, k])],
    ...[BY_KEY, BY_KEY],
  ],
  [
    'steps 2 and 3: two that differ, and a third one with the claim key of the second',
    (k) => [clientWith(k, [k]), clientWith(k, [`${k} 2`]), clientWith(`${k} 3`, [`${k} 2`])],
    ...[BY_KEY, BY_KEY, BY_CLAIM],
  ],
  [
    'steps 2 and 3: two that are equal, and a third one with their claim key',
    (k) => [clientWith(k, [k]), clientWith(k, [k]), clientWith(`${k} 3`, [k])],
    ...[BY_CLAIM, 'Duplicate of 0', BY_CLAIM],
  ],
  [
    'steps 2 and 4: equal and invalid',
    (k) => [clientWith(k, [k], INVALID), clientWith(k, [k], INVALID)],
    ...[VIOLATION, 'Duplicate of 0'],
  ],
  [
    'steps 2 and 4: different, one of them invalid',
    (k) => [clientWith(k, [k], INVALID), clientWith(k, [k])],
    ...[BY_KEY, BY_KEY],
  ],
  [
    'steps 2 and 5: equal, saved',
    (k) => [clientWith(`${k} saved`, [k]), clientWith(`${k} saved`, [k])],
    ...['Duplicate of saved', 'Duplicate of 0'],
  ],
  [
    'steps 2 and 5: different, saved',
    (k) => [clientWith(`${k} saved`, [k]), clientWith(`${k} saved`, [k], OTHER)],
    ...[BY_KEY, BY_KEY],
  ],
  [
    'steps 2 and 6: equal, their claim saved',
    (k) => [clientWith(k, [`${k} saved claim`]), clientWith(k, [`${k} saved claim`])],
    ...[CLAIM_SAVED, 'Duplicate of 0'],
  ],
  [
    'steps 2 and 6: different, their claim saved',
    (k) => [clientWith(k, [`${k} saved claim`]), clientWith(k, [`${k} saved claim`], OTHER)],
    ...[BY_KEY, BY_KEY],
  ],
  ['step 3: shared', (k) => [clientWith(k, [k]), clientWith(`${k} 2`, [k])], BY_CLAIM, BY_CLAIM],
  [
    'step 3: shared with one here and another one there, and a fourth item with neither',
    (k) => [
      clientWith(k, [k]),
      clientWith(`${k} 2`, [`${k} 2`, k]),
      clientWith(`${k} 3`, [`${k} 3`, `${k} 2`]),
      clientWith(`${k} 4`, [`${k} 4`]),
    ],
    ...[BY_CLAIM, `${BY_CLAIM}, shared_claim_key`, BY_CLAIM, 'Completed'],
  ],
  [
    'steps 3 and 4: shared, one of the items invalid',
    (k) => [clientWith(k, [k], INVALID), clientWith(`${k} 2`, [k])],
    ...[BY_CLAIM, BY_CLAIM],
  ],
  [
    'steps 3 and 4: shared, one of the claims invalid',
    (k) => [clientWith(k, [k]), clientWith(`${k} 2`, [invalidClaim(k)])],
    ...[BY_CLAIM, BY_CLAIM],
  ],
  [
    'steps 3 and 4: twice in one item and shared with another one',
    (k) => [clientWith(k, [k, k]), clientWith(`${k} 2`, [k])],
    ...[BY_CLAIM, BY_CLAIM],
  ],
  [
    'steps 3 and 4: one unusable claim key in two items',
    (k) => [clientWith(k, [' ']), clientWith(`${k} 2`, [' '])],
    ...Array<string>(2).fill('Failed: invalid_value /revenue_claims/0/unique_reference'),
  ],
  [
    'steps 3 and 5: shared with an item that is saved',
    (k) => [clientWith(`${k} saved`, [k]), clientWith(k, [k])],
    ...[BY_CLAIM, BY_CLAIM],
  ],
  [
    'steps 3 and 6: shared and saved',
    (k) => [clientWith(k, [`${k} saved claim`]), clientWith(`${k} 2`, [`${k} saved claim`])],
    ...[BY_CLAIM, BY_CLAIM],
  ],
  [
    'step 4: twice in one item',
    (k) => [clientWith(k, [k, `${k} 2`, k])],
    'Failed: invalid_value /revenue_claims/2/unique_reference',
  ],
  ['steps 4 and 5: invalid, saved', (k) => [clientWith(`${k} saved`, [k], INVALID)], VIOLATION],
  [
    'steps 4 and 6: a claim that is invalid and saved',
    (k) => [clientWith(k, [invalidClaim(`${k} saved claim`)])],
    'Failed: invalid_value /revenue_claims/0/currency',
  ],
  ['step 5: the same', (k) => [clientWith(`${k} saved`, [`${k} saved claim`])], 'Duplicate of saved'],
  ['step 5: new claims', (k) => [clientWith(`${k} saved`, [k, `${k} 2`])], 'Duplicate of saved'],
  [
    'steps 5 and 6: saved, with a saved claim and a new one',
    (k) => [clientWith(`${k} saved`, [k, `${k} saved claim`], OTHER)],
    'Duplicate of saved',
  ],
  ['step 6: one of its claims saved', (k) => [clientWith(k, [`${k} saved claim`, k])], CLAIM_SAVED],
  [
    'step 6: two of its claims saved, and another item with none',
    (k) => [clientWith(k, [`${k} saved claim 2`, k, `${k} saved claim`]), clientWith(`${k} 2`, [`${k} 2`])],
    `${CLAIM_SAVED}, claim_already_saved /revenue_claims/2/unique_reference`,
    'Completed',
  ],
];
