import { problemOf } from '../../problems/problem';
import { refusal } from './refusal';
import { type Scenario } from './scenario';

/** What any route answers to another method. */
export function otherMethod(allowed: string): Scenario {
  return refusal('method_not_allowed', `Use ${allowed} here.`, { request: { method: 'PUT' } });
}

/** What the service answers when it cannot do its work. */
export const OUR_FAULTS: readonly Scenario[] = [
  refusal('headers_too_large', 'The headers are too large.'),
  refusal('internal_error', problemOf(new Error()).detail),
];

/** What every partner route checks before anything else. */
export const REFUSED_CALLERS: readonly Scenario[] = [
  refusal('unauthenticated', 'Send an access token: "Authorization: Bearer …".', {
    request: { headers: { Authorization: null } },
  }),
  refusal('unauthenticated', 'The access token is not valid, or no longer.', {
    name: 'invalid-token',
    summary: 'The token is not one of ours, or has expired',
    request: { headers: { Authorization: 'Bearer a.b.c' } },
  }),
  refusal('partner_suspended', 'This partner is suspended; its requests are not taken.'),
  refusal('too_many_requests', 'The partner has sent too many requests in a short time.'),
  refusal(
    'database_away',
    'The database cannot be reached just now; try again, with the same Idempotency-Key if there was one.',
  ),
];
