import { RequestRefused } from '@app/domain';
import { Configuration } from '@app/platform';
import { Injectable, Logger } from '@nestjs/common';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { fetchKeySet } from './fetch-key-set';
import { FETCH_PAUSE_MS } from './fetch-pause';

/** What fetching the keys may take in all: as long may a request wait whose token is not known yet. */
const FETCH_TIMEOUT_MS = 2_000;
/** Keys of this age are fetched anew before they are used: one that was withdrawn is good for so long, while the issuer answers. */
export const KEYS_RENEWED_MS = 5 * 60_000;
/** Keys of an issuer that does not answer are used for so long after it last did. */
export const KEYS_KEPT_MS = 60 * 60_000;

/** The public keys of the external issuer: fetched when a token first needs them, never at start. */
@Injectable()
export class IssuerKeys {
  private readonly log = new Logger(IssuerKeys.name);
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private renewedAtMs = 0;
  private failedAtMs = 0;

  constructor({ authIssuer: issuer, authJwksUrl: jwksUrl }: Configuration) {
    // jose asks for the address of the keys; what is fetched is decided at each fetch.
    this.remote = createRemoteJWKSet(new URL(issuer === '' ? 'https://issuer.invalid' : issuer), {
      timeoutDuration: FETCH_TIMEOUT_MS,
      cooldownDuration: FETCH_PAUSE_MS,
      cacheMaxAge: KEYS_KEPT_MS,
      [customFetch]: async (_url, { signal }) => Response.json(await this.fetch({ issuer, jwksUrl }, signal)),
    });
  }

  /**
   * The key that a token names, for `jwtVerify`.
   * @throws RequestRefused `issuer_away` when the key is not known and the issuer does not answer; an error of jose when the issuer has
   *   no such key
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (header.kid === undefined) throw new Error('no kid');
    const isOld = this.remote.fresh && Date.now() - this.renewedAtMs > KEYS_RENEWED_MS;
    // Where that fails, the keys at hand are good for a while.
    if (isOld) await this.remote.reload().catch(() => undefined);
    return this.remote(header, token);
  };

  private async fetch(
    source: Parameters<typeof fetchKeySet>[0],
    signal: AbortSignal,
  ): ReturnType<typeof fetchKeySet> {
    if (Date.now() - this.failedAtMs < FETCH_PAUSE_MS) throw issuerAway();
    try {
      const keys = await fetchKeySet(source, signal);
      this.renewedAtMs = Date.now();
      return keys;
    } catch (error) {
      this.failedAtMs = Date.now();
      this.log.warn({ err: error }, 'the keys of the external issuer cannot be had');
      throw issuerAway();
    }
  }
}

function issuerAway(): RequestRefused {
  return new RequestRefused(
    'issuer_away',
    'The issuer of the access token cannot be asked for its keys just now; try again.',
  );
}
