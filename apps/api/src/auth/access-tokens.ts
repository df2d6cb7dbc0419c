import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose';
import { CLOCK_TOLERANCE_S, timesOf, TOKEN_LIFETIME_S, type VerifiedToken } from './verified-token';

const ALGORITHM = 'HS256';
const TYPE = 'JWT';
/** All that the header of our tokens has. A key that a token brings or points to is never looked at. */
const HEADER_MEMBERS: readonly string[] = ['alg', 'typ', 'kid'];

/** Signs and verifies access tokens with keys that all API processes share: one to sign, several to verify while it is changed. */
@Injectable()
export class AccessTokens {
  private readonly signingKeyId: string;
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly issuer: string;
  private readonly audience: string;

  constructor(configuration: Configuration) {
    const { tokenSigningKey, tokenVerificationKeys } = configuration;
    this.signingKeyId = keyIdOf(tokenSigningKey);
    this.keys = new Map(
      [tokenSigningKey, ...tokenVerificationKeys].map((key) => [keyIdOf(key), createSecretKey(key)]),
    );
    this.issuer = configuration.tokenIssuer;
    this.audience = configuration.tokenAudience;
  }

  /** A signed token for a client that has shown this secret, good for TOKEN_LIFETIME_S from now. */
  sign(clientId: string, secretId: string): Promise<string> {
    const issuedAtS = Math.floor(Date.now() / 1000);
    return new SignJWT({ secret_id: secretId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.signingKeyId })
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setSubject(clientId)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + TOKEN_LIFETIME_S)
      .sign(this.keyNamed(this.signingKeyId));
  }

  /**
   * The claims of a token that is ours and good now.
   * @throws for any token that is not: other key, algorithm, header, issuer, audience or type, not yet or no longer good,
   *   without an end or without its secret
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { payload } = await jwtVerify(token, (header) => this.keyFor(header), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: this.issuer,
      audience: this.audience,
      requiredClaims: ['exp', 'iat', 'sub', 'secret_id'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    const { issuedAtS, expiresAtS } = timesOf(payload);
    const { sub, secret_id: secretId } = payload;
    if (typeof sub !== 'string' || typeof secretId !== 'string')
      throw new Error('sub or secret_id is no text');
    return { clientId: sub, secretId, issuedAtS, goodUntilMs: expiresAtS * 1000 };
  }

  private keyFor(header: JWTHeaderParameters): KeyObject {
    if (!Object.keys(header).every((member) => HEADER_MEMBERS.includes(member)))
      throw new Error('unknown header member');
    return this.keyNamed(header.kid ?? '');
  }

  private keyNamed(keyId: string): KeyObject {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new Error('unknown kid');
    return key;
  }
}

/** Derived, so that processes with the same key agree on its name without another setting. */
function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
