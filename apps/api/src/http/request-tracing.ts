import { addLogFields, openSpan, traceLogFields, tracingIsOn } from '@app/platform';
import { type FastifyInstance } from 'fastify';

const OK_BELOW = 500;

/**
 * Puts every request but probes into a span of its own, by the pattern of its route. A `traceparent` that a partner sends is linked, and not
 * continued: whether a request is traced is not the caller's to say. Where something of the operator's has begun a span already, the request belongs to it.
 */
export function installRequestTracing(fastify: FastifyInstance): void {
  if (!tracingIsOn) return;
  fastify.addHook('onRequest', (request, reply, done) => {
    const route = request.is404 ? undefined : request.routeOptions.url;
    if (route?.startsWith('/health/') === true) {
      done();
      return;
    }
    const name = route === undefined ? request.method : `${request.method} ${route}`;
    const attributes = {
      'http.request.method': request.method,
      ...(route !== undefined && { 'http.route': route }),
      request_id: request.id,
    };
    const span = openSpan(name, { kind: 'server', ledBy: request.headers['traceparent'], attributes });
    reply.raw.once('close', () => {
      const { statusCode, headersSent } = reply.raw;
      const status = headersSent ? { 'http.response.status_code': statusCode } : {};
      span.end({ failed: statusCode >= OK_BELOW || !headersSent, attributes: status });
    });
    span.run(() => {
      addLogFields(traceLogFields());
      done();
    });
  });
}
