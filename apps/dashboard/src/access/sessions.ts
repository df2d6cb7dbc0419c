import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DashboardConfiguration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { type User } from './user-entry';
import { Users } from './users';

/** How long one may work without logging in again. */
export const SESSION_LIFETIME_S = 12 * 3600;

const ALGORITHM = 'HS256';
const AUDIENCE = 'dashboard';

/** Somebody who has logged in. */
export interface Session {
  readonly user: User;
  /** Goes with every form: a page of another origin cannot know it. */
  readonly formToken: string;
}

/** Sessions as signed tokens: nothing of them is stored. */
@Injectable()
export class Sessions {
  private readonly key: KeyObject;

  constructor(
    private readonly configuration: DashboardConfiguration,
    private readonly users: Users,
  ) {
    this.key = createSecretKey(configuration.dashboardSessionKey);
  }

  /** A token for a user who has shown the password. */
  begin({ name, passwordHash }: User): Promise<string> {
    return new SignJWT({ password: this.markOf(passwordHash) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(AUDIENCE)
      .setSubject(name)
      .setIssuedAt()
      .setExpirationTime(`${SESSION_LIFETIME_S}s`)
      .sign(this.key);
  }

  /**
   * The session of a token, or null where it is none of ours, has ended, or its user is gone or has another password. The role is that of
   * now, not that of the login.
   */
  async find(token: string): Promise<Session | null> {
    const claims = await jwtVerify(token, this.key, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp'],
    }).catch(() => null);
    if (claims === null) return null;
    const { sub = '', password } = claims.payload;
    const user = await this.users.find(sub);
    if (user === undefined || password !== this.markOf(user.passwordHash)) return null;
    return { user, formToken: this.formTokenOf(token) };
  }

  /** Whether a form carries the token of its session. */
  isFormToken({ formToken }: Session, given: unknown): boolean {
    if (typeof given !== 'string') return false;
    const [expected, actual] = [Buffer.from(formToken), Buffer.from(given)];
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  private formTokenOf(token: string): string {
    return this.mac(`form ${token}`);
  }

  /** Tells one password of a user from the next, and nothing else. */
  private markOf(passwordHash: string): string {
    return this.mac(`password ${passwordHash}`);
  }

  private mac(text: string): string {
    return createHmac('sha256', this.configuration.dashboardSessionKey).update(text).digest('base64url');
  }
}
