import { LEAST_ITEMS_OF_A_SHARD } from '@app/persistence';
import { backlogFullDetail } from './backlog-full';
import { rateLimitedDetail } from './rate-limited';
import { type ProblemType } from './problem-type';

/** What may be wrong with who asks, what is asked for, and how often. */
export const REQUEST_TYPES = {
  invalid_idempotency_key: {
    status: 400,
    title: 'The Idempotency-Key is not valid',
    meaning:
      'The header is there, but it is empty, too long, given twice, or has characters that it may not have.',
    remedy: 'Send a new UUID for each new batch, and the same one again when you repeat the request.',
    example: 'The Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces, given once.',
  },
  invalid_parameter: {
    status: 400,
    title: 'A query parameter is not valid',
    meaning: 'A query parameter of the address has a value that it may not have.',
    remedy: 'Correct the parameter that the detail names, or leave it out. Take a cursor as it was given.',
    example: 'The parameter limit must be a whole number from 0 to 10,000, given once.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid access token is required',
    meaning: 'The request has no access token, or one that is wrong or has expired.',
    remedy:
      'Get a token at POST /auth/v1/token, send it as "Authorization: Bearer …", and get a new one in time.',
    example: 'The request has no access token. Send one as "Authorization: Bearer …".',
  },
  partner_suspended: {
    status: 403,
    title: 'The partner is suspended',
    meaning: 'The token is good, but requests of this partner are not taken for now.',
    remedy: 'Ask the operator of the service. Batches that were accepted before are decided all the same.',
    example: 'This partner is suspended; its requests are not taken.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    meaning: 'There is no such address, or no batch with this status_check_id for this partner and resource.',
    remedy:
      'Use the status_check_uri as it was answered. Batches of clients and of claims have addresses of their own.',
    example: 'There is nothing at this address.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    meaning: 'The address is known, but not with this method.',
    remedy: 'Use one of the methods that the Allow header names.',
    example: 'Use POST here.',
  },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this key is still running',
    retryAfterS: 1,
    meaning:
      'A request with the same Idempotency-Key has not been answered yet, also not after some waiting.',
    remedy:
      'Repeat the request with the same key after Retry-After; it then gets the answer of the first one.',
    example: 'The first request with this Idempotency-Key is still running, after a wait of 5 s.',
  },
  gone: {
    status: 410,
    title: 'The data was deleted by retention',
    meaning: 'The batch is older than its items are kept.',
    remedy: 'Read the results of a batch while they are kept. What was saved stays saved.',
    example: 'The data of this batch has been deleted.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    meaning:
      'The same key came before with another route or with other bytes. Nothing of this request is stored.',
    remedy: 'Use a new key for each new batch; repeat a request with exactly the same bytes.',
    example: 'This Idempotency-Key was used before, with another route or another body.',
  },
  rate_limited: {
    status: 429,
    title: 'Too much was sent in a minute',
    retryAfterS: 60,
    meaning:
      'The partner has sent as many requests, or items, as it may in a minute. Nothing of this request is stored.',
    remedy:
      'Wait for Retry-After. The RateLimit header field of every answer says what is left, and for how long.',
    example: rateLimitedDetail('requests', 60_000),
  },
  backlog_full: {
    status: 429,
    title: 'Too many items wait to be decided',
    // Long enough for a worker to decide some hundred thousand items.
    retryAfterS: 5,
    meaning: `So many items of the partner wait to be decided that its quota is used up. A small batch counts for ${LEAST_ITEMS_OF_A_SHARD} items. Nothing of this one is stored.`,
    remedy:
      'Repeat the request after Retry-After, waiting longer each time. If it happens often, ask the operator for a larger quota.',
    example: backlogFullDetail(2_000_000),
  },
} as const satisfies Readonly<Record<string, ProblemType>>;
