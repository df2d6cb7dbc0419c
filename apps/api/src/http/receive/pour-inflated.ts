import { type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { inDigits, RequestRefused } from '@app/domain';
import { pour } from './pour';

/** Output of one step in the thread pool: larger steps are fewer trips, and still a fraction of a millisecond to copy. */
const INFLATE_STEP_BYTES = 256 * 1024;

/**
 * As `pour`, of a gzip body: `take` gets the inflated chunks, and what it throws ends the inflating, so that a small body
 * cannot unfold without end.
 * @param maxWireBytes compressed bytes beyond which the body is refused, since members may also be empty without end
 * @throws RequestRefused `corrupt_encoding` for a damaged or truncated stream or bytes after its end, `too_many_bytes`
 */
export async function pourInflated(
  request: IncomingMessage,
  signal: AbortSignal,
  maxWireBytes: number,
  take: (chunk: Buffer) => void,
): Promise<void> {
  const gunzip = createGunzip({ chunkSize: INFLATE_STEP_BYTES });
  const failure = new AbortController();
  let wireBytes = 0;

  const inflated = new Promise<void>((resolve, reject) => {
    gunzip.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    gunzip.on('error', () => {
      reject(corrupt('The gzip stream is damaged or incomplete.'));
    });
    gunzip.on('end', () => {
      // Node ends the stream early, and silently, when other bytes follow it.
      if (gunzip.writableEnded && gunzip.bytesWritten === wireBytes) resolve();
      else reject(corrupt('The gzip stream is followed by other bytes.'));
    });
  });
  inflated.catch((error: unknown) => {
    failure.abort(error);
  });

  try {
    await pour(request, AbortSignal.any([signal, failure.signal]), (chunk) => {
      wireBytes += chunk.length;
      if (wireBytes > maxWireBytes) throw tooLong(maxWireBytes);
      if (gunzip.write(chunk)) return;
      request.pause();
      gunzip.once('drain', () => request.resume());
    });
    gunzip.end();
    await inflated;
  } finally {
    gunzip.destroy();
  }
}

function tooLong(maxWireBytes: number): RequestRefused {
  const detail = `The gzip stream is longer than ${inDigits(maxWireBytes)} bytes, the most that is taken.`;
  return new RequestRefused('too_many_bytes', detail);
}

function corrupt(detail: string): RequestRefused {
  return new RequestRefused('corrupt_encoding', detail);
}
