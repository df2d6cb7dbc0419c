import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Somebody who mistypes is not hindered, and somebody who guesses has no chance. */
const ATTEMPTS_OF_AN_ADDRESS = { points: 10, duration: 60 };
const ATTEMPTS_AT_A_NAME = { points: 20, duration: 600 };
/** Each attempt costs memory and a fifth of a second of a core. */
const ATTEMPTS_IN_ALL = { points: 60, duration: 60 };

/** Bounds how often a password can be tried. Counts are those of this process, and begin anew with it. */
@Injectable()
export class LoginThrottle {
  private readonly byAddress = new RateLimiterMemory(ATTEMPTS_OF_AN_ADDRESS);
  private readonly byName = new RateLimiterMemory(ATTEMPTS_AT_A_NAME);
  private readonly inAll = new RateLimiterMemory(ATTEMPTS_IN_ALL);

  /** Counts an attempt. @returns seconds to wait, or 0 when the password may be looked at */
  async admit(address: string, name: string): Promise<number> {
    try {
      await this.byAddress.consume(address);
      await this.byName.consume(name);
      await this.inAll.consume('all');
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }

  /** After a right password: this address and this name begin anew. */
  async forget(address: string, name: string): Promise<void> {
    await Promise.all([this.byAddress.delete(address), this.byName.delete(name)]);
  }
}
