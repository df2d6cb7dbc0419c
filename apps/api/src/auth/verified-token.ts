import { type JWTPayload } from 'jose';

/** Lifetime of a token in seconds (docs/contract.md section 1), and the longest that another issuer's may have. */
export const TOKEN_LIFETIME_S = 86_400;

/** A token may come from a clock that is so far ahead of ours. Its end is its end all the same. */
export const CLOCK_TOLERANCE_S = 30;

/** What a good token says. */
export interface VerifiedToken {
  /** The client id that it was issued to. */
  readonly clientId: string;
  /** The secret that it was issued for, and without which it is no longer good; null for a token of another issuer. */
  readonly secretId: string | null;
  /** Unix time in seconds at which it was issued, by the clock of the process that did. */
  readonly issuedAtS: number;
  /** Unix time in milliseconds from which it has to be verified anew. */
  readonly goodUntilMs: number;
}

/**
 * When a token was issued and when it ends, in seconds of Unix time.
 * @throws when it has no such times, has ended, comes from the future or lives longer than TOKEN_LIFETIME_S
 */
export function timesOf({ iat, exp }: JWTPayload): { issuedAtS: number; expiresAtS: number } {
  if (typeof iat !== 'number' || typeof exp !== 'number') throw new Error('iat or exp is no number');
  const nowS = Date.now() / 1000;
  if (exp <= nowS) throw new Error('expired');
  if (iat > nowS + CLOCK_TOLERANCE_S) throw new Error('issued in the future');
  if (exp - iat > TOKEN_LIFETIME_S) throw new Error('lives too long');
  return { issuedAtS: iat, expiresAtS: exp };
}
