import { type Metrics } from '@app/platform';
import { type FastifyInstance } from 'fastify';

/** Measures every request, by the pattern of its route: addresses are the caller's to choose. */
export function installRequestMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? undefined : request.routeOptions.url;
    const known = route === undefined ? { method: 'any', route: 'none' } : { method: request.method, route };
    const labels = { ...known, status: `${reply.statusCode}` };
    metrics.observe('request_seconds', labels, reply.elapsedTime / 1000);
    done();
  });
}
