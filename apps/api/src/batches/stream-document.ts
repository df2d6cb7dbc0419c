import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { type PinoLogger } from 'nestjs-pino';

/** Text that waits for the client's connection, in bytes; the next chunk is read only when it has gone out. */
const STREAM_AHEAD_BYTES = 64 * 1024;

/**
 * A JSON document that is sent as it is read, no faster than the client takes it. When the client leaves, the reading
 * is ended through the iterator's `return`.
 * @param chunks the document's text in order
 */
export function streamDocument(chunks: AsyncIterable<string>, logger: PinoLogger): StreamableFile {
  const stream = Readable.from(chunks, { objectMode: false, highWaterMark: STREAM_AHEAD_BYTES });
  // Once bytes have gone out it is too late for another status: the connection breaks off, and the client notices that
  // by the missing last chunk.
  stream.on('error', (error) => {
    logger.error({ err: error }, 'document broke off');
  });
  return new StreamableFile(stream, { type: 'application/json; charset=utf-8' });
}
