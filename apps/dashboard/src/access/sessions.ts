import { createHmac, createSecretKey, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DashboardConfiguration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { EndedSessions } from './ended-sessions';
import { type User } from './user-entry';
import { Users } from './users';

/** How long one may work without logging in again. */
export const SESSION_LIFETIME_S = 12 * 3600;

const ALGORITHM = 'HS256';
const AUDIENCE = 'dashboard';

/** Somebody who has logged in. */
export interface Session {
  /** A UUID of its own. */
  readonly id: string;
  readonly expiresAt: Date;
  readonly user: User;
  /** Goes with every form: a page of another origin cannot know it. */
  readonly formToken: string;
}

/** Sessions as signed tokens: nothing of them is stored, until one is ended before its time. */
@Injectable()
export class Sessions {
  private readonly whenEnded: ((id: string) => void)[] = [];
  private readonly key: KeyObject;

  constructor(
    private readonly configuration: DashboardConfiguration,
    private readonly users: Users,
    private readonly ended: EndedSessions,
  ) {
    this.key = createSecretKey(configuration.dashboardSessionKey);
  }

  /** A token for a user who has shown the password. */
  begin({ name, passwordHash }: User): Promise<string> {
    return new SignJWT({ password: this.markOf(passwordHash) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(AUDIENCE)
      .setSubject(name)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${SESSION_LIFETIME_S}s`)
      .sign(this.key);
  }

  /**
   * The session of a token, or null where it is none of ours, has ended, or its user is gone or has another password. The role is that of
   * now, not that of the login.
   * @throws where the database does not answer: it knows which sessions have ended
   */
  async find(token: string): Promise<Session | null> {
    const claims = await jwtVerify(token, this.key, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp', 'jti'],
    }).catch(() => null);
    if (claims === null) return null;
    const { sub = '', jti: id = '', exp = 0, password } = claims.payload;
    const user = await this.users.find(sub);
    if (user === undefined || password !== this.markOf(user.passwordHash)) return null;
    if (await this.ended.has(id)) return null;
    return { id, expiresAt: new Date(exp * 1000), user, formToken: this.formTokenOf(token) };
  }

  /** Ends a session, for all processes: its token is worth nothing from now on, wherever a copy of it is. */
  async end({ id, expiresAt }: Session): Promise<void> {
    await this.ended.add(id, expiresAt);
    for (const tell of this.whenEnded) tell(id);
  }

  /** Has somebody told of each session that ends in this process. */
  onEnd(tell: (id: string) => void): void {
    this.whenEnded.push(tell);
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
