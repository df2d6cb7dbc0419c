import { Injectable } from '@nestjs/common';
import { AccessTokens, type VerifiedToken } from './access-tokens';
import { BoundedMap } from '../bounded-map';

/** About 4 MB of tokens. A partner uses few at a time, each for a day. */
const MOST_TOKENS = 10_000;

/** Verification that remembers good tokens until they expire: it costs more than the rest of a small request. */
@Injectable()
export class VerifiedTokens {
  private readonly known = new BoundedMap<string, VerifiedToken>(MOST_TOKENS);

  constructor(private readonly tokens: AccessTokens) {}

  /** The claims of a good token, or null for any other text. */
  async read(token: string): Promise<VerifiedToken | null> {
    const known = this.known.get(token);
    if (known !== undefined) {
      if (known.expiresAtS * 1000 > Date.now()) return known;
      this.known.delete(token);
      return null;
    }
    try {
      const verified = await this.tokens.verify(token);
      this.known.set(token, verified);
      return verified;
    } catch {
      // Why a token is not good is nothing that its bearer should learn.
      return null;
    }
  }
}
