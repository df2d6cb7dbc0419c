import { type DashboardConfiguration } from '@app/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SESSION_LIFETIME_S } from './sessions';

const COOKIE = 'dashboard_session';

function options({ dashboardSecureCookie }: DashboardConfiguration) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: dashboardSecureCookie === 'yes' } as const;
}

/** The session token that a request carries, or undefined. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[COOKIE];
}

/** No script can read it, no other site can send it, and it ends with the session. */
export function giveSession(reply: FastifyReply, token: string, configuration: DashboardConfiguration): void {
  void reply.setCookie(COOKIE, token, { ...options(configuration), maxAge: SESSION_LIFETIME_S });
}

/** Takes the session out of the browser. */
export function takeSession(reply: FastifyReply, configuration: DashboardConfiguration): void {
  void reply.clearCookie(COOKIE, options(configuration));
}
