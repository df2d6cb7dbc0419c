import { FETCH_PAUSE_MS } from '../../auth/external-issuer/fetch-pause';
import { type ProblemType } from './problem-type';

/** Refusals that HTTP itself gives rise to, before a request means anything to the service, and faults on our side. */
export const PROTOCOL_TYPES = {
  bad_request: {
    status: 400,
    title: 'The request is not valid HTTP',
    meaning: 'The request breaks the rules of HTTP, or ended before its body was complete.',
    remedy: 'Use an HTTP library, and let it set Content-Length or Transfer-Encoding itself.',
    example: 'The request is not well-formed HTTP.',
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'Headers or body did not arrive in time. Nothing is stored.',
    remedy: 'Send the request again, with the same Idempotency-Key. Compress large bodies, or cut them.',
    example: 'The body did not arrive within 120 s.',
  },
  expectation_failed: {
    status: 417,
    title: 'The expectation cannot be met',
    meaning: 'The Expect header asks for something else than 100-continue.',
    remedy: 'Leave the header out, or send "Expect: 100-continue".',
    example: 'Only "100-continue" can be expected.',
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    meaning: 'All headers together are larger than the service reads.',
    remedy: 'Leave out what the service does not need, such as cookies.',
    example: 'The headers are larger than 16,384 bytes in all, the most that is taken.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>;

/** What the service itself is the reason for. The request may be all right, and may be sent again. */
export const SERVICE_TYPES = {
  internal_error: {
    status: 500,
    title: 'The service made a mistake',
    meaning: 'The request could not be answered because of a fault on our side.',
    remedy:
      'Repeat it with the same Idempotency-Key. If it fails again, report it with the X-Request-Id of the answer.',
    example: 'The request could not be answered because of a fault on our side.',
  },
  database_away: {
    status: 503,
    title: 'The database is away',
    retryAfterS: 2,
    meaning: 'The database cannot be reached just now, so it is not certain whether a batch was stored.',
    remedy: 'Repeat the request after Retry-After, with the same Idempotency-Key, waiting longer each time.',
    example:
      'The database cannot be reached just now; try again, with the same Idempotency-Key if there was one.',
  },
  issuer_away: {
    status: 503,
    title: 'The issuer of the token cannot be asked',
    retryAfterS: FETCH_PAUSE_MS / 1000,
    meaning:
      'The access token is of an issuer whose keys are not known yet, and the issuer does not answer just now.',
    remedy: 'Repeat the request after Retry-After, with the same token and the same Idempotency-Key.',
    example: 'The issuer of the access token cannot be asked for its keys just now; try again.',
  },
  no_room: {
    status: 503,
    title: 'There is no room for another body',
    retryAfterS: 2,
    meaning:
      'Other large bodies are being received, or many small ones wait to be stored, and memory is bounded; or items of a synchronous request had to be decided one by one, and there was no time for all of them. Nothing is stored.',
    remedy: 'Repeat the request after Retry-After, or send smaller bodies with fewer items.',
    example: 'Other large requests are being received; try again shortly.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>;
