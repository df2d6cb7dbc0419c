import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { decodeJwt, jwtVerify } from 'jose';
import { CLOCK_TOLERANCE_S, timesOf, type VerifiedToken } from '../verified-token';
import { IssuerKeys } from './issuer-keys';

/** Signatures by a private key only: a public key can never be taken for the secret of an HMAC. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** RFC 9068 says `at+jwt`; many issuers still write `JWT`, or nothing (RFC 7519 section 5.1). */
const TYPES: readonly (string | undefined)[] = ['at+jwt', 'jwt', undefined];
/** The longest client id that there is. */
const MOST_CLIENT_ID_CHARACTERS = 255;
/** A verified token is believed for so long, so that a key that the issuer withdraws ends its tokens, too. */
const REMEMBERED_MS = 60_000;

/** Verifies the access tokens of the external issuer, where one is set. */
@Injectable()
export class IssuerTokens {
  constructor(
    private readonly configuration: Configuration,
    private readonly keys: IssuerKeys,
  ) {}

  /** Whether a token says that it is of this issuer. Nothing about it is believed yet. */
  claims(token: string): boolean {
    const { authIssuer, tokenIssuer } = this.configuration;
    if (authIssuer === '' || authIssuer === tokenIssuer) return false;
    try {
      return decodeJwt(token).iss === authIssuer;
    } catch {
      return false;
    }
  }

  /**
   * The claims of a token of this issuer that is good now.
   * @throws RequestRefused `issuer_away` when that cannot be told just now; any other error for a token that is not good
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { authIssuer, authAudience, authPartnerClaim } = this.configuration;
    const { payload, protectedHeader } = await jwtVerify(token, this.keys.find, {
      algorithms: ALGORITHMS,
      issuer: authIssuer,
      audience: authAudience,
      requiredClaims: ['exp', 'iat', authPartnerClaim],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    if (!TYPES.includes(protectedHeader.typ?.toLowerCase().replace(/^application\//, '')))
      throw new Error('not an access token');
    const { issuedAtS, expiresAtS } = timesOf(payload);
    const clientId = payload[authPartnerClaim];
    if (typeof clientId !== 'string' || clientId.length > MOST_CLIENT_ID_CHARACTERS)
      throw new Error('no client id');
    return {
      clientId,
      secretId: null,
      issuedAtS,
      goodUntilMs: Math.min(expiresAtS * 1000, Date.now() + REMEMBERED_MS),
    };
  }
}
