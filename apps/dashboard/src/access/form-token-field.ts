import { ForbiddenException } from '@nestjs/common';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { changesNothing } from './changes-nothing';
import { type Sessions } from './sessions';

/** The field of a form that carries the token of its session. */
export const FORM_TOKEN = 'form_token';

const JSON_TYPE = 'application/json';

/**
 * Every change that is asked for with a session carries the token of that session, in whatever form it is sent. Below `tokenless` alone a
 * page has no form: what comes there must be what a page of another site cannot send without having asked first.
 */
export function requireFormTokens(
  fastify: FastifyInstance,
  sessions: Sessions,
  tokenless: readonly string[],
): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    const { session, body } = request;
    if (session === null || changesNothing(request)) {
      done();
      return;
    }
    const route = request.routeOptions.url ?? '';
    if (tokenless.some((prefix) => route.startsWith(prefix))) requireScript(request);
    else if (!sessions.isFormToken(session, fieldOf(body, FORM_TOKEN)))
      throw new ForbiddenException('This form belongs to another session. Load its page again.');
    done();
  });
}

/**
 * JSON, or no body by a method that no form has: browsers let pages of other sites send neither.
 * @throws ForbiddenException
 */
function requireScript({ method, headers }: FastifyRequest): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== JSON_TYPE && (type !== undefined || method === 'POST'))
    throw new ForbiddenException('Queues are acted on by JSON alone.');
}

/** A field of a form that was sent; undefined where it is missing or stands there twice. */
export function fieldOf(form: unknown, name: string): string | undefined {
  if (typeof form !== 'object' || form === null) return undefined;
  const value: unknown = Reflect.get(form, name);
  return typeof value === 'string' ? value : undefined;
}
