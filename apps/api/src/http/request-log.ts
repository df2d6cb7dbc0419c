import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { millisecondsSince, withLogFields } from '@app/platform';
import { type FastifyInstance } from 'fastify';
import { type PinoLogger } from 'nestjs-pino';
import { requestPath } from './request-path';

/** What a caller may choose as the id of its request; anything else is replaced, since ids go into logs as they are. */
const SANE_REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;
/** Addresses are the caller's to choose, and lines should stay readable. */
const MOST_PATH_CHARACTERS = 200;

/** The caller's `X-Request-Id`, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

/**
 * Gives every request its id, answers with it, puts it on every line logged on the way, and logs one line when the
 * request ends in whatever way: method, path, status, duration, partner and batch. Never headers or bodies.
 */
export function installRequestLog(
  fastify: FastifyInstance,
  logger: Pick<PinoLogger, 'debug' | 'info'>,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const startedMs = performance.now();
    void reply.header('X-Request-Id', request.id);
    withLogFields({ request_id: request.id }, () => {
      const logLine = AsyncResource.bind(() => {
        const path = (requestPath(request.originalUrl) ?? 'undecodable').slice(0, MOST_PATH_CHARACTERS);
        const line = {
          method: request.method,
          path,
          // Until the answer begins, the status is only what it would have been.
          ...(reply.raw.headersSent && { status: reply.raw.statusCode }),
          duration_ms: millisecondsSince(startedMs),
          ...(!reply.raw.writableFinished && { aborted: true }),
        };
        // Probes ask every few seconds, and say nothing while all is well.
        if (path.startsWith('/health/')) logger.debug(line, 'request');
        else logger.info(line, 'request');
      });
      reply.raw.once('close', logLine);
      done();
    });
  });
}
