import { createHash } from 'node:crypto';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type SharedLimiter, SharedLimits, type Standing } from '../limits/shared-limiter';
import { callerNetwork } from './caller-network';
import { TokenRefused } from './token-refusal';

/** Who tries to get a token. */
export interface Attempt {
  readonly clientId: string;
  /** IP address that the request came from. */
  readonly address: string;
}

/**
 * Throttles those who try credentials that are wrong, by client id and address together, and by address. Never by client id alone:
 * anybody could then lock a partner out. Only failures count, so that a partner with the right secret may ask as often as it likes.
 * Client ids that do not exist are counted like others, and nothing tells them apart.
 */
@Injectable()
export class TokenAttempts {
  private readonly ofClient: SharedLimiter;
  private readonly ofAddress: SharedLimiter;

  constructor(limits: SharedLimits, configuration: Configuration) {
    const { tokenFailuresPerClient, tokenFailuresPerAddress, tokenFailuresWindowS: windowS } = configuration;
    this.ofClient = limits.make({ name: 'token-client', points: tokenFailuresPerClient, windowS });
    this.ofAddress = limits.make({ name: 'token-address', points: tokenFailuresPerAddress, windowS });
  }

  /**
   * Before the credentials are looked up: once too many were wrong, not even right ones are looked at.
   * @throws TokenRefused `slow_down`
   */
  async requireAllowed(attempt: Attempt): Promise<void> {
    const { client, address } = keysOf(attempt);
    refuseBeyond(await Promise.all([this.ofClient.look(client), this.ofAddress.look(address)]));
  }

  /**
   * After they were found to be wrong. Of many attempts at the same moment, those beyond the limit learn nothing either.
   * @throws TokenRefused `slow_down`
   */
  async countFailure(attempt: Attempt): Promise<void> {
    const { client, address } = keysOf(attempt);
    refuseBeyond(await Promise.all([this.ofClient.take(client), this.ofAddress.take(address)]));
  }
}

function refuseBeyond(standings: readonly Standing[]): void {
  const beyond = standings.filter(({ allowed }) => !allowed);
  if (beyond.length === 0) return;
  const retryAfterS = Math.ceil(Math.max(1000, ...beyond.map(({ resetMs }) => resetMs)) / 1000);
  throw new TokenRefused('slow_down', 'There were too many wrong credentials. Try again after Retry-After.', {
    'Retry-After': String(retryAfterS),
  });
}

/** Hashed: keys of one short length, whatever the client id, and no address of anybody in Redis. */
function keysOf({ clientId, address }: Attempt): { client: string; address: string } {
  const network = callerNetwork(address);
  return { client: hashOf(`${network} ${clientId}`), address: hashOf(network) };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
