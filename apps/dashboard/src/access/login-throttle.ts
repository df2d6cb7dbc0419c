import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Somebody who mistypes is not hindered, and somebody who guesses has no chance. */
const GUESSES_OF_AN_ADDRESS = { points: 10, duration: 60 };
const GUESSES_OF_AN_ADDRESS_AT_A_NAME = { points: 20, duration: 600 };
/** Of all addresses together. Far above the one before: nobody is to be locked out from elsewhere by a few guesses at the name. */
const GUESSES_AT_A_NAME = { points: 300, duration: 600 };
/** Each attempt costs memory and a fifth of a second of a core. */
const ATTEMPTS_IN_ALL = { points: 60, duration: 60 };

/** Names of users are shorter; what is typed instead must not fill the memory. */
const MOST_COUNTED_CHARACTERS = 64;

/** Bounds how often a password can be tried. Counts are those of this process, and begin anew with it. */
@Injectable()
export class LoginThrottle {
  private readonly byAddress = new RateLimiterMemory(GUESSES_OF_AN_ADDRESS);
  private readonly byAddressAndName = new RateLimiterMemory(GUESSES_OF_AN_ADDRESS_AT_A_NAME);
  private readonly byName = new RateLimiterMemory(GUESSES_AT_A_NAME);
  private readonly inAll = new RateLimiterMemory(ATTEMPTS_IN_ALL);

  /**
   * Counts an attempt, as a guess until it turns out to be right.
   * @param address where the person is
   * @returns seconds to wait, or 0 when the password may be looked at
   */
  async admit(address: string, name: string): Promise<number> {
    try {
      await this.byAddress.consume(address);
      await this.byAddressAndName.consume(both(address, name));
      await this.byName.consume(counted(name));
      await this.inAll.consume('all');
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }

  /**
   * After a right password: the attempt was no guess, and whoever is at this address knows this name's password. The guesses of the address at
   * other names stay counted: one password must not buy more of them.
   */
  async forgive(address: string, name: string): Promise<void> {
    await Promise.all([
      this.byAddress.reward(address),
      this.byName.reward(counted(name)),
      this.byAddressAndName.delete(both(address, name)),
    ]);
  }
}

function counted(name: string): string {
  return name.slice(0, MOST_COUNTED_CHARACTERS);
}

function both(address: string, name: string): string {
  return `${address} ${counted(name)}`;
}
