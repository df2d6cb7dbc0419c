import { refusal } from './refusal';
import { type Scenario } from './scenario';

/** What any route answers to another method. */
export function otherMethod(allowed: string): Scenario {
  return refusal('method_not_allowed', { detail: `Use ${allowed} here.`, request: { method: 'PUT' } });
}

/** What the service answers when it cannot do its work. */
export const OUR_FAULTS: readonly Scenario[] = [refusal('headers_too_large'), refusal('internal_error')];

/** What every partner route checks before anything else. */
export const REFUSED_CALLERS: readonly Scenario[] = [
  refusal('unauthenticated', { request: { headers: { Authorization: null } } }),
  refusal('unauthenticated', {
    name: 'invalid-token',
    summary: 'The token is not one of ours, or has expired',
    detail: 'The access token is not valid, or no longer valid. Get a new one.',
    request: { headers: { Authorization: 'Bearer a.b.c' } },
  }),
  refusal('partner_suspended'),
  refusal('rate_limited'),
  refusal('database_away'),
  refusal('issuer_away'),
];
