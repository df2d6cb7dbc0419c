import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';

/** Time and bytes that a client gets to stop sending and read the answer. */
const LINGER_MS = 5000;
const LINGER_BYTES = 128 * 1024 ** 2;
/** A body of a declared length up to this is read and dropped by Node itself, which is cheaper than a new connection. */
const DROPPED_BYTES = 64 * 1024;

/**
 * When a request is answered before its body was read, the rest of the body would be taken for the next request, or
 * read for as long as the client cares to send. So, but for small bodies, the connection ends with the answer; and since
 * closing a socket with unread bytes throws the answer away before the client sees it, the rest is dropped for a while.
 */
export function closeAfterUnreadBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (mustEnd(request.raw, reply.statusCode)) {
      void reply.header('Connection', 'close');
      lingerAtEnd(request.raw);
    }
    done(null, payload);
  });
}

function mustEnd({ complete, headers }: IncomingMessage, status: number): boolean {
  const length = headers['content-length'];
  if (complete || (length === undefined && headers['transfer-encoding'] === undefined)) return false;
  if (status === 408) return true;
  // A client that waits for "100 Continue" need not send the body at all, and then its next request looks like it.
  return headers.expect !== undefined || length === undefined || Number(length) > DROPPED_BYTES;
}

function lingerAtEnd(request: IncomingMessage): void {
  const { socket } = request;
  const closeNow = socket.destroySoon.bind(socket);
  // Node calls this once the answer is written; it would close at once, whatever the client is still sending.
  socket.destroySoon = () => {
    if (request.complete) {
      closeNow();
      return;
    }
    socket.end();
    const bytesBefore = socket.bytesRead;
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => {
      clearTimeout(timer);
    });
    request.once('end', closeNow);
    request.on('data', () => {
      if (socket.bytesRead - bytesBefore > LINGER_BYTES) socket.destroy();
    });
    // Who refused the body in the middle has paused it.
    request.resume();
  };
}
