import { Server } from 'node:net';
import { type LastMoments } from '@app/platform';
import { type FastifyInstance } from 'fastify';

/** Time that connections in use get to come to an answer after which the client expects no further one. */
const DRAIN_MS = 1000;
const LOOK_EVERY_MS = 20;
/** So long without a new connection, or at most so long, before no more are taken. */
const QUIET_MS = 20;
const LONGEST_HOLD_MS = 200;

/**
 * Ends without a failed request: first requests are held for a moment, until no connection comes: closing would reset those that the
 * system has taken and this process has not. Then no connection is taken any more, then every answer closes its own, and only those
 * on which nothing came for a while are closed from our side. Closing idle ones at once, as Node does, resets requests
 * that are on their way.
 *
 * What is not answered in time is given up, so that the process ends within its grace time: first the work of requests, which makes
 * them be answered 503, and a little later the connections of clients that send or read too slowly.
 * @param giveUp ends what requests wait for
 */
export function drainBeforeClosing(
  fastify: FastifyInstance,
  { giveUpMs, cutOffMs }: LastMoments,
  giveUp: () => void,
): void {
  let draining = false;
  let held: Promise<void> | null = null;
  fastify.addHook('onRequest', (_request, _reply, done) => {
    if (held === null) done();
    else
      void held.then(() => {
        done();
      });
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('Connection', 'close');
    done(null, payload);
  });
  fastify.addHook('preClose', async () => {
    draining = true;
    setTimeout(giveUp, giveUpMs).unref();
    setTimeout(() => {
      fastify.server.closeAllConnections();
    }, cutOffMs).unref();
    if (!fastify.server.listening) return;
    held = noNewConnection(fastify.server);
    await held;
    held = null;
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

async function noNewConnection(server: Server): Promise<void> {
  const begunMs = performance.now();
  let latestMs = begunMs;
  const note = (): void => {
    latestMs = performance.now();
  };
  server.on('connection', note);
  let nowMs = begunMs;
  while (nowMs - latestMs < QUIET_MS && nowMs - begunMs < LONGEST_HOLD_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    nowMs = performance.now();
  }
  server.off('connection', note);
}
