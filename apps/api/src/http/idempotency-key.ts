import { RequestRefused } from '@app/domain';

/** Visible ASCII, 1 to 255 characters (docs/contract.md section 5). */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws RequestRefused `invalid_idempotency_key` */
export function requireIdempotencyKey(header: string | string[]): string {
  if (typeof header === 'string' && IDEMPOTENCY_KEY.test(header)) return header;
  throw new RequestRefused(
    'invalid_idempotency_key',
    'Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces, given once.',
  );
}
