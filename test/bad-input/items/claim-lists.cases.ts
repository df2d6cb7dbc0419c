import { claim, type Changes } from '../../support/claims';
import { type ItemCase, type ItemCases } from './item-case';

const AT = '/revenue_claims';
type Claims = (fine: Changes) => unknown;

/** @param claims given a claim that is all right, and whose key no other case has */
const list = (name: string, claims: Claims, problem: string): ItemCase => ({
  name,
  item: (form) => form.text({ revenue_claims: claims(claim(form.key)) }),
  outcome: `Failed: ${problem}`,
});

/** The claims of a client: one that is wrong keeps the client and all the others out. */
export const LISTS_OF_CLAIMS: ItemCases = {
  subject: 'the claims of a client',
  kinds: ['clients-with-claims'],
  cases: [
    list('missing', () => undefined, `required ${AT}`),
    list('null', () => null, `invalid_type ${AT}`),
    list('an object', () => ({}), `invalid_type ${AT}`),
    list('a claim, not an array', (fine) => fine, `invalid_type ${AT}`),
    list('a text', () => 'fine', `invalid_type ${AT}`),
    list('empty', () => [], `invalid_value ${AT}`),
    list(
      '1,001',
      () => Array.from({ length: 1_001 }, (_, n) => claim(`unsaved ${n}`)),
      `invalid_value ${AT}`,
    ),
    list('null in an array', () => [null], `invalid_type ${AT}/0`),
    list('an array in an array', (fine) => [[fine]], `invalid_type ${AT}/0`),
    list('a number behind a claim', (fine) => [fine, 1], `invalid_type ${AT}/1`),
    list(
      'a claim that is wrong behind one that is not',
      (fine) => [fine, claim('unsaved', { currency: 'EUR' })],
      `invalid_value ${AT}/1/currency`,
    ),
    list('twice the same', (fine) => [fine, fine], `invalid_value ${AT}/1/unique_reference`),
    list(
      'twice one key',
      (fine) => [fine, { ...fine, total_amount: 1 }],
      `invalid_value ${AT}/1/unique_reference`,
    ),
    list(
      'of another client',
      (fine) => [{ ...fine, partner_client_id: 'x' }],
      `invalid_value ${AT}/0/partner_client_id`,
    ),
    list(
      'without a key',
      (fine) => [{ ...fine, unique_reference: undefined }],
      `required ${AT}/0/unique_reference`,
    ),
  ],
};
