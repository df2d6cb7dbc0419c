import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { changesNothing } from './changes-nothing';
import { requireSameOrigin } from './same-origin';
import { sessionTokenOf } from './session-cookie';
import { type Session, type Sessions } from './sessions';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on the few routes that need no login. */
    session: Session | null;
  }
}

/** Every other route asks for a login, also one that somebody adds later, and an address that has none. */
const ROUTES_WITHOUT_LOGIN: ReadonlySet<string> = new Set([
  '/login',
  '/dashboard.css',
  '/health/live',
  '/health/ready',
]);

/** What a user who may only look can ask for beside pages: to be logged out. */
const FOR_EVERYBODY = '/logout';

/**
 * Who may pass, before anything else is looked at: whoever has a session; and what changes something comes from our own pages, and from
 * an operator.
 */
export function installGate(fastify: FastifyInstance, sessions: Sessions): void {
  fastify.decorateRequest('session', null);
  fastify.addHook('onRequest', async (request, reply) => {
    // The router's own pattern decides, so that no spelling of an address slips past the check.
    const route = request.is404 ? undefined : request.routeOptions.url;
    if (route === undefined || !ROUTES_WITHOUT_LOGIN.has(route)) {
      request.session = await sessions.find(sessionTokenOf(request) ?? '');
      if (request.session === null) {
        await leadToLogin(request, reply);
        return;
      }
    }
    if (changesNothing(request)) return;
    requireSameOrigin(request);
    if (request.session !== null && route !== FOR_EVERYBODY) requireOperator(request.session);
  });
}

/** A person who follows a link is led to the login; a script, or whoever would change something, is refused. */
async function leadToLogin({ method, headers, url }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (method === 'GET' && (headers.accept ?? '').includes('text/html'))
    await reply.redirect(`/login?to=${encodeURIComponent(url)}`, 303);
  else await reply.status(401).type('text/plain; charset=utf-8').send('Log in first.\n');
}

/** @throws ForbiddenException for a user who may only look */
export function requireOperator({ user }: Session): void {
  if (user.role !== 'operator') throw new ForbiddenException('Only operators may do that.');
}

/** The session of a request that has passed the gate. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === null) throw new UnauthorizedException();
  return session;
}
