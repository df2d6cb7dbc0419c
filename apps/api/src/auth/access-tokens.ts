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
  /** `secret_id`: the secret that it was issued for, and without which it is no longer good. */
  readonly secretId: string;
  /** Unix time in seconds at which it was issued, by the clock of the process that did. */
  readonly issuedAtS: number;
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

  /** A signed token for a client that has shown this secret, good for TOKEN_LIFETIME_S from now. */
  sign(clientId: string, secretId: string): Promise<string> {
    const issuedAtS = Math.floor(Date.now() / 1000);
    return new SignJWT({ secret_id: secretId })
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
   *   longer good, without an end or without its secret
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { payload } = await jwtVerify(token, ({ kid }) => this.keyNamed(kid), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: this.issuer,
      audience: this.audience,
      requiredClaims: ['exp', 'iat', 'sub', 'secret_id'],
    });
    const { sub, iat, exp, secret_id: secretId } = payload;
    if (typeof sub !== 'string' || typeof secretId !== 'string')
      throw new Error('sub or secret_id is no text');
    if (typeof iat !== 'number' || typeof exp !== 'number') throw new Error('iat or exp is no number');
    return { clientId: sub, secretId, issuedAtS: iat, expiresAtS: exp };
  }

  /** Keys named or embedded by the token itself are never looked at. */
  private keyNamed(keyId: string | undefined): KeyObject {
    if (keyId !== this.keyId) throw new Error('unknown kid');
    return this.key;
  }
}
