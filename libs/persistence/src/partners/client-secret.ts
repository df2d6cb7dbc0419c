import { createHash, randomBytes } from 'node:crypto';

/** Far beyond any search, so that a plain SHA-256 is enough to keep of it. */
const SECRET_BYTES = 32;
/** Tells the few secrets of one partner apart. */
const SECRET_ID_BYTES = 9;

/** A new client secret: base64url of 256 random bits. Nothing but its hash is ever stored. */
export function freshSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What the database keeps of a client secret: SHA-256. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * The name of a secret, which everyone may know: a part of the hash of its hash. Derived, so that it needs no column and is the
 * same wherever the secret is stored.
 */
export function secretIdOf(hash: Buffer): string {
  return createHash('sha256').update(hash).digest().subarray(0, SECRET_ID_BYTES).toString('base64url');
}
