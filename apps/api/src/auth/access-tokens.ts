import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';

/** Lifetime of a token in seconds (docs/contract.md section 1). */
export const TOKEN_LIFETIME_S = 86_400;

const ALGORITHM = 'HS256';
const TYPE = 'JWT';

export interface VerifiedToken {
  /** `sub`: the client id that the token was issued to. */
  readonly clientId: string;
  /** Unix time in seconds from which the token is no longer good. */
  readonly expiresAtS: number;
}

/** Signs and verifies access tokens with the one key that all API processes share. */
@Injectable()
export class AccessTokens {
  private readonly key: KeyObject;
  private readonly keyId: string;
  private readonly issuer: string;
  private readonly audience: string;

  constructor(configuration: Configuration) {
    this.key = createSecretKey(configuration.tokenSigningKey);
    // Derived, so that processes with the same key agree on its name without another setting.
    this.keyId = createHash('sha256').update(configuration.tokenSigningKey).digest('hex').slice(0, 8);
    this.issuer = configuration.tokenIssuer;
    this.audience = configuration.tokenAudience;
  }

  /** A signed token for a client, good for TOKEN_LIFETIME_S from now. */
  sign(clientId: string): Promise<string> {
    const issuedAtS = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.keyId })
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setSubject(clientId)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + TOKEN_LIFETIME_S)
      .sign(this.key);
  }

  /**
   * The claims of a token that is ours and good now.
   * @throws an error of jose, for any token that is not: other key, algorithm, issuer, audience or type, not yet or no
   *   longer good, or without an end
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { payload } = await jwtVerify(token, ({ kid }) => this.keyNamed(kid), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: this.issuer,
      audience: this.audience,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    const { sub, exp } = payload;
    if (typeof sub !== 'string' || typeof exp !== 'number') throw new Error('sub or exp is missing');
    return { clientId: sub, expiresAtS: exp };
  }

  /** Keys named or embedded by the token itself are never looked at. */
  private keyNamed(keyId: string | undefined): KeyObject {
    if (keyId !== this.keyId) throw new Error('unknown kid');
    return this.key;
  }
}
