import { type RefusalCode } from '@app/domain';

/** Refusals that HTTP itself gives rise to, before a request means anything to the service. */
export type ProtocolCode =
  'bad_request' | 'request_timeout' | 'headers_too_large' | 'expectation_failed' | 'internal_error';

export type ProblemTypeCode = RefusalCode | ProtocolCode;

export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** Seconds for `Retry-After`, where the refusal itself does not say. */
  readonly retryAfterS?: number;
}

/** Where the types are explained: a relative reference, as RFC 9457 section 3.1.1 allows. Part of the contract. */
const PROBLEM_TYPE_BASE = '/problems/';

/** Status and title of every problem (docs/contract.md section 5). */
export const PROBLEM_TYPES: Readonly<Record<ProblemTypeCode, ProblemType>> = {
  malformed_json: { status: 400, title: 'The body is not well-formed JSON' },
  invalid_utf8: { status: 400, title: 'The body is not valid UTF-8' },
  not_an_array: { status: 400, title: 'The body is not a JSON array' },
  empty_array: { status: 400, title: 'The array has no items' },
  too_deep: { status: 400, title: 'The body is nested too deeply' },
  corrupt_encoding: { status: 400, title: 'The content encoding is corrupt' },
  invalid_idempotency_key: { status: 400, title: 'The Idempotency-Key is not valid' },
  invalid_parameter: { status: 400, title: 'A query parameter is not valid' },
  bad_request: { status: 400, title: 'The request is not valid HTTP' },
  unauthenticated: { status: 401, title: 'A valid access token is required' },
  partner_suspended: { status: 403, title: 'The partner is suspended' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this key is still running',
    retryAfterS: 1,
  },
  gone: { status: 410, title: 'The data was deleted by retention' },
  too_many_items: { status: 413, title: 'The array has too many items' },
  too_many_bytes: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The media type, charset or encoding is not supported' },
  expectation_failed: { status: 417, title: 'The expectation cannot be met' },
  idempotency_mismatch: { status: 422, title: 'The Idempotency-Key was used for another request' },
  backlog_full: { status: 429, title: 'Too many items wait to be decided', retryAfterS: 5 },
  too_many_requests: { status: 429, title: 'Too many requests', retryAfterS: 1 },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal_error: { status: 500, title: 'The service made a mistake' },
  database_away: { status: 503, title: 'The database is away', retryAfterS: 2 },
  no_room: { status: 503, title: 'There is no room for another large body', retryAfterS: 2 },
};

/** The stable `type` of a problem. */
export function problemTypeUri(code: ProblemTypeCode): string {
  return PROBLEM_TYPE_BASE + code.replaceAll('_', '-');
}
