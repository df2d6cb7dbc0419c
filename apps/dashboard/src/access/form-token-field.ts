import { ForbiddenException } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { type Sessions } from './sessions';

/** The field of a form that carries the token of its session. */
export const FORM_TOKEN = 'form_token';

/** Forms are sent as this; the board of the queues sends JSON, which no form of another site can. */
const FORM = 'application/x-www-form-urlencoded';

/** Every form that is posted with a session carries the token of that session. */
export function requireFormTokens(fastify: FastifyInstance, sessions: Sessions): void {
  fastify.addHook('preHandler', ({ session, headers, body }, _reply, done) => {
    if (session === null || headers['content-type']?.split(';')[0] !== FORM) {
      done();
      return;
    }
    if (!sessions.isFormToken(session, fieldOf(body, FORM_TOKEN)))
      throw new ForbiddenException('This form belongs to another session. Load its page again.');
    done();
  });
}

/** A field of a form that was sent; undefined where it is missing or stands there twice. */
export function fieldOf(form: unknown, name: string): string | undefined {
  if (typeof form !== 'object' || form === null) return undefined;
  const value: unknown = Reflect.get(form, name);
  return typeof value === 'string' ? value : undefined;
}
