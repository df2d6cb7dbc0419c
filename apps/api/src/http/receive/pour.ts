import { type IncomingMessage } from 'node:http';
import { ClientGone } from '../../problems/refusals';

/**
 * Hands every chunk of a request's body to `take`, as it arrives. However it ends, no listener of ours is left; after a
 * rejection the request is paused, so that whoever answers decides what becomes of the rest.
 * @param signal ends it with the signal's reason
 * @returns once the body is complete
 * @throws ClientGone when the connection ends before, and whatever `take` throws
 */
export function pour(
  request: IncomingMessage,
  signal: AbortSignal,
  take: (chunk: Buffer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopListening = (): void => {
      request.off('data', onChunk).off('end', onEnd).off('error', onGone).off('close', onGone);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (reason: unknown): void => {
      stopListening();
      request.pause();
      // A connection that breaks later on must not become an uncaught error.
      request.on('error', () => undefined);
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    const onChunk = (chunk: Buffer): void => {
      try {
        take(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = (): void => {
      stopListening();
      resolve();
    };
    const onGone = (): void => {
      fail(new ClientGone());
    };
    const onAbort = (): void => {
      fail(signal.reason);
    };

    if (signal.aborted) onAbort();
    else if (request.destroyed && !request.complete) onGone();
    else {
      request.on('data', onChunk).on('end', onEnd).on('error', onGone).on('close', onGone);
      signal.addEventListener('abort', onAbort);
    }
  });
}
