import { Server } from 'node:net';
import { type FastifyInstance } from 'fastify';

/** Time that connections in use get to come to an answer after which the client expects no further one. */
const DRAIN_MS = 1000;
const LOOK_EVERY_MS = 20;

/**
 * Ends without a failed request: first no connection is taken any more, then every answer closes its own, and only those
 * on which nothing came for a while are closed from our side. Closing idle ones at once, as Node does, resets requests
 * that are on their way.
 */
export function drainBeforeClosing(fastify: FastifyInstance): void {
  let draining = false;
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('Connection', 'close');
    done(null, payload);
  });
  fastify.addHook('preClose', async () => {
    draining = true;
    if (!fastify.server.listening) return;
    // The plain socket server's way to stop listening; the HTTP server's also closes idle connections.
    Server.prototype.close.call(fastify.server);
    const deadline = performance.now() + DRAIN_MS;
    while ((await openConnections(fastify.server)) > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  });
}

function openConnections(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((error, count) => {
      resolve(error === null ? count : 0);
    });
  });
}
