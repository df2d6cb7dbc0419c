import { timingSafeEqual } from 'node:crypto';
import { hashOfSecret, PartnerDirectory, type KnownPartner, type KnownSecret } from '@app/persistence';
import { Injectable } from '@nestjs/common';
import { AccessTokens } from './access-tokens';
import { readClientCredentials, type ClientCredentials } from './client-credentials';
import { readTokenParameters } from './token-parameters';
import { TokenAttempts } from './token-attempts';
import { BASIC_CHALLENGE, TokenRefused } from './token-refusal';
import { TOKEN_LIFETIME_S } from './verified-token';

/** The successful answer of RFC 6749 section 5.1. */
export interface TokenDocument {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  /** IP address that it came from. */
  readonly address: string;
}

/** What a client id may be made of (RFC 6749 appendix A.1); no other text can name a partner. */
const CLIENT_ID = /^[\x20-\x7e]{1,255}$/;
/** Stands in for the secret of an unknown client, so that both refusals take the same steps. Hash of no known text. */
const NOBODYS_SECRET: KnownSecret = { secretId: '', hash: Buffer.alloc(32) };

/** Exchanges a client's credentials for a token. */
@Injectable()
export class IssueToken {
  constructor(
    private readonly directory: PartnerDirectory,
    private readonly tokens: AccessTokens,
    private readonly attempts: TokenAttempts,
  ) {}

  /** @throws TokenRefused in the words of RFC 6749 section 5.2 */
  async issue({ authorization, contentType, body, address }: TokenRequest): Promise<TokenDocument> {
    const parameters = readTokenParameters(contentType, body);
    const credentials = readClientCredentials(authorization, parameters);
    const grantType = parameters.get('grant_type');
    if (grantType === undefined)
      throw new TokenRefused('invalid_request', 'The parameter grant_type is required.');
    if (grantType !== 'client_credentials') {
      throw new TokenRefused(
        'unsupported_grant_type',
        'The parameter grant_type must be client_credentials.',
      );
    }
    const attempt = { clientId: credentials.clientId, address };
    await this.attempts.requireAllowed(attempt);
    // Read anew each time: a rotated secret is good, and a revoked one refused, at once.
    const partner = CLIENT_ID.test(credentials.clientId)
      ? await this.directory.findByClientId(credentials.clientId)
      : null;
    const secret = givenSecret(partner, credentials);
    if (secret === undefined) {
      await this.attempts.countFailure(attempt);
      const challenge = credentials.byBasic ? BASIC_CHALLENGE : {};
      throw new TokenRefused('invalid_client', 'The client id or the client secret is wrong.', challenge);
    }
    if (partner?.status === 'suspended') {
      throw new TokenRefused('unauthorized_client', 'This partner is suspended.');
    }
    return {
      access_token: await this.tokens.sign(credentials.clientId, secret.secretId),
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_S,
    };
  }
}

/**
 * The partner's secret that was given, if it is one. Secrets are generated with 256 bits, so a plain SHA-256 of them cannot be searched. Two
 * may be live for rotation.
 */
function givenSecret(
  partner: KnownPartner | null,
  { clientSecret }: ClientCredentials,
): KnownSecret | undefined {
  const given = hashOfSecret(clientSecret);
  const known = partner === null || partner.secrets.length === 0 ? [NOBODYS_SECRET] : partner.secrets;
  // All are compared, whichever it is.
  const [match] = known.filter(({ hash }) => hash.length === given.length && timingSafeEqual(hash, given));
  return match;
}
