import { RequestRefused } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../bounded-map';
import { AccessTokens } from './access-tokens';
import { IssuerTokens } from './external-issuer/issuer-tokens';
import { type VerifiedToken } from './verified-token';

/** About 4 MB of our tokens; those of an issuer may be larger. A partner uses few at a time, each for a day. */
const MOST_TOKENS = 10_000;
/** Ours have 300; those of an issuer that says a lot, a few thousand. */
const MOST_TOKEN_CHARACTERS = 8 * 1024;

/** Verification that remembers good tokens for a while: it costs more than the rest of a small request. */
@Injectable()
export class VerifiedTokens {
  private readonly known = new BoundedMap<string, VerifiedToken>(MOST_TOKENS);

  constructor(
    private readonly tokens: AccessTokens,
    private readonly issuerTokens: IssuerTokens,
  ) {}

  /**
   * The claims of a good token, or null for any other text.
   * @throws RequestRefused `issuer_away` when that cannot be told just now
   */
  async read(token: string): Promise<VerifiedToken | null> {
    if (token.length > MOST_TOKEN_CHARACTERS) return null;
    const known = this.known.get(token);
    if (known !== undefined && known.goodUntilMs > Date.now()) return known;
    this.known.delete(token);
    try {
      const verified = await this.verify(token);
      this.known.set(token, verified);
      return verified;
    } catch (error) {
      if (error instanceof RequestRefused) throw error;
      // Why a token is not good is nothing that its bearer should learn.
      return null;
    }
  }

  private verify(token: string): Promise<VerifiedToken> {
    return this.issuerTokens.claims(token) ? this.issuerTokens.verify(token) : this.tokens.verify(token);
  }
}
