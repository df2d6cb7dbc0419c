import { Injectable } from '@nestjs/common';
import { LoginThrottle } from './login-throttle';
import { hashOfPassword, isPassword } from './password-hash';
import { type User } from './user-entry';
import { Users } from './users';

/** What came of a login: a user, or how long to wait before the next attempt; neither for a wrong name or password. */
export interface LoginOutcome {
  readonly user?: User;
  readonly waitS?: number;
}

/** Longer than any password that is typed, so that hashing one costs the same. */
const MOST_PASSWORD_CHARACTERS = 1024;

/** Checks a name and a password. */
@Injectable()
export class CheckLogin {
  /** Of nobody's password: an unknown name takes as long as a known one. */
  private readonly nobodysHash = hashOfPassword('');

  constructor(
    private readonly users: Users,
    private readonly throttle: LoginThrottle,
  ) {}

  async check(address: string, name: string, password: string): Promise<LoginOutcome> {
    const waitS = await this.throttle.admit(address, name);
    if (waitS > 0) return { waitS };
    const user = await this.users.find(name);
    const hash = user?.passwordHash ?? (await this.nobodysHash);
    const matches = await isPassword(password.slice(0, MOST_PASSWORD_CHARACTERS), hash);
    if (user === undefined || !matches) return {};
    await this.throttle.forgive(address, name);
    return { user };
  }
}
