import { RequestRefused } from '@app/domain';

/** Visible ASCII, 1 to 255 characters (docs/contract.md section 5). */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws RequestRefused `invalid_idempotency_key` */
export function requireIdempotencyKey(text: string): void {
  if (IDEMPOTENCY_KEY.test(text)) return;
  throw new RequestRefused(
    'invalid_idempotency_key',
    'The Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces, given once.',
  );
}
