import { refusal } from './refusal';
import { type Scenario } from './scenario';
import { type Series } from './series';

/** Limits of the requests of a route. */
export interface RequestLimits {
  readonly maxItems: number;
  /** Of the inflated body. */
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly idempotencyWaitMs: number;
}

/** Bodies and headers that the routes which take batches refuse. */
export function refusedBatches({ maxItems, maxBytes, maxDepth }: RequestLimits): readonly Scenario[] {
  return [
    refusal('not_an_array', 'The body must be a JSON array of items', { body: {} }),
    refusal('empty_array', 'The array must hold at least one item', { body: [] }),
    refusal(
      'malformed_json',
      'The body is not well-formed JSON: something where a member name in double quotes must stand at byte 2',
      { request: { body: '[{]' } },
    ),
    refusal('invalid_utf8', 'The body is not valid UTF-8', {
      request: { bodyBase64: Buffer.from('["\xff"]', 'latin1').toString('base64') },
    }),
    refusal('too_deep', `The body is nested deeper than ${maxDepth} levels`, {
      request: { body: '['.repeat(maxDepth + 1) + ']'.repeat(maxDepth + 1) },
    }),
    refusal('corrupt_encoding', 'The gzip stream is damaged or incomplete.', {
      request: { headers: { 'Content-Encoding': 'gzip' }, body: '[{}]' },
    }),
    refusal('bad_request', 'The request is not well-formed HTTP.'),
    refusal('request_timeout', 'The body took too long to arrive.'),
    refusal('too_many_items', `The array has more than ${maxItems} items`),
    refusal('too_many_bytes', `The body must not exceed ${maxBytes} bytes.`),
    refusal('unsupported_media_type', 'The Content-Type must be application/json.', {
      request: { headers: { 'Content-Type': 'text/plain' } },
    }),
    refusal('unsupported_media_type', 'The Content-Encoding must be gzip or identity.', {
      name: 'unsupported-encoding',
      summary: 'The body is compressed by something else than gzip',
      request: { headers: { 'Content-Encoding': 'br' } },
    }),
    refusal('expectation_failed', 'Only "100-continue" can be expected.'),
    refusal('no_room', 'Other large requests are being received; try again shortly.'),
  ];
}

/** What becomes of a request whose key was used before, for the body of the first example or for another one. */
export function refusedKeys(
  { idempotencyKey }: Series,
  usedFor: string,
  otherBody: unknown,
  { idempotencyWaitMs }: RequestLimits,
): readonly Scenario[] {
  return [
    refusal(
      'invalid_idempotency_key',
      'Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces, given once.',
      { parameters: { 'Idempotency-Key': 'two words' } },
    ),
    refusal(
      'idempotency_mismatch',
      'This Idempotency-Key was used before, with another route or another body',
      {
        parameters: { 'Idempotency-Key': idempotencyKey(usedFor) },
        body: otherBody,
      },
    ),
    refusal(
      'idempotency_in_progress',
      `The first request with this Idempotency-Key is still being processed after ${idempotencyWaitMs} ms`,
    ),
  ];
}
