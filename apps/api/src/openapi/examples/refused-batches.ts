import { inDigits } from '@app/domain';
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
    refusal('not_an_array', { body: {} }),
    refusal('empty_array', { body: [] }),
    refusal('malformed_json', {
      detail:
        'The body is not well-formed JSON: found something where a member name in double quotes must stand at byte 2, counted from 0.',
      request: { body: '[{]' },
    }),
    refusal('invalid_utf8', {
      request: { bodyBase64: Buffer.from('["\xff"]', 'latin1').toString('base64') },
    }),
    refusal('too_deep', {
      detail: `The body is nested deeper than ${maxDepth} levels, the most that is taken.`,
      request: { body: '['.repeat(maxDepth + 1) + ']'.repeat(maxDepth + 1) },
    }),
    refusal('corrupt_encoding', { request: { headers: { 'Content-Encoding': 'gzip' }, body: '[{}]' } }),
    refusal('bad_request'),
    refusal('request_timeout'),
    refusal('too_many_items', {
      detail: `The array has more than ${inDigits(maxItems)} items, the most that is taken.`,
    }),
    refusal('too_many_bytes', {
      detail: `The body is larger than ${inDigits(maxBytes)} bytes, the most that is taken.`,
    }),
    refusal('unsupported_media_type', { request: { headers: { 'Content-Type': 'text/plain' } } }),
    refusal('unsupported_media_type', {
      name: 'unsupported-encoding',
      summary: 'The body is compressed by something else than gzip',
      detail: 'The Content-Encoding must be gzip or identity.',
      request: { headers: { 'Content-Encoding': 'br' } },
    }),
    refusal('expectation_failed'),
    refusal('no_room'),
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
    refusal('invalid_idempotency_key', { parameters: { 'Idempotency-Key': 'two words' } }),
    refusal('idempotency_mismatch', {
      parameters: { 'Idempotency-Key': idempotencyKey(usedFor) },
      body: otherBody,
    }),
    refusal('idempotency_in_progress', {
      detail: `The first request with this Idempotency-Key is still running, after a wait of ${idempotencyWaitMs / 1000} s.`,
    }),
  ];
}
