import { Readable } from 'node:stream';
import { type FastifyReply } from 'fastify';
import { type PinoLogger } from 'nestjs-pino';

/** Text that waits for the client's connection, in bytes; the next chunk is read only when it has gone out. */
const SEND_AHEAD_BYTES = 64 * 1024;

/** How Node says that whatever reads a stream was closed before the end. */
const CLIENT_LEFT = 'ERR_STREAM_PREMATURE_CLOSE';

/** What a controller gives Fastify to send. */
export type DocumentBody = Buffer | Readable;

/**
 * A JSON document: a short one at once, a long one as it is read, no faster than the client takes it. When the client leaves, the
 * reading is ended through the iterator's `return`.
 * @param pieces the document's text in order
 * @throws whatever the first two pieces throw: nothing has been sent then
 */
export async function sendDocument(
  pieces: AsyncIterable<string>,
  reply: FastifyReply,
  logger: PinoLogger,
): Promise<DocumentBody> {
  void reply.type('application/json; charset=utf-8');
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const second = first.done === true ? first : await iterator.next();
  if (second.done === true) return Buffer.from(first.done === true ? '' : first.value);
  if (reply.request.method === 'HEAD') {
    // Fastify would read a stream to its end, only to throw it away.
    await iterator.return?.();
    return Readable.from([]);
  }

  const begun = [first.value, second.value];
  const stream = Readable.from(continued(begun, iterator), {
    objectMode: false,
    highWaterMark: SEND_AHEAD_BYTES,
  });
  // Also where nothing was read of the stream: the generator in between has not begun then.
  stream.once('close', () => void iterator.return?.());
  // Once bytes have gone out it is too late for another status: the connection breaks off, and the client notices that
  // by the missing last chunk.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A client that leaves is no fault; what compresses the document for it ends the reading in this way.
    if (error.code !== CLIENT_LEFT) logger.error({ err: error }, 'document broke off');
  });
  return stream;
}

async function* continued(begun: readonly string[], rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield* begun;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
