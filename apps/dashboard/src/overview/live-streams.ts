import { type ServerResponse } from 'node:http';
import { HttpException, HttpStatus } from '@nestjs/common';
import { type Session } from '../access/sessions';

/** A person looks at a few windows; each stream costs a connection and what it has not read yet. */
export const MOST_STREAMS_OF_A_USER = 5;
export const MOST_STREAMS = 100;

/** A stream ends after a while, and the browser asks for another one: whoever has lost the session meanwhile gets none. */
const STREAM_LIFETIME_MS = 60_000;
/** What is still on its way may arrive; then the connection goes, whether or not somebody reads. */
const LAST_BYTES_MS = 1_500;
/** Whoever has not read for so long is gone, or asleep: a browser that wakes up asks again. */
const MOST_STALLED_MS = 10_000;

/** Who looks. */
export type Viewer = Pick<Session, 'id' | 'user'>;

interface LiveStream {
  readonly response: ServerResponse;
  readonly viewer: Viewer;
  readonly end: NodeJS.Timeout;
  /** When it was first found not to read, of `performance.now`; null while it does. */
  stalledAtMs: number | null;
}

/** The streams of server-sent events under way, each bounded in time and in what waits to be read, all of them in number. */
export class LiveStreams {
  private readonly streams = new Set<LiveStream>();

  /** @param whenEmpty called when the last stream has gone */
  constructor(private readonly whenEmpty: () => void) {}

  get size(): number {
    return this.streams.size;
  }

  /** @throws HttpException 429 with a sentence, where a user, or all together, have as many streams as there may be */
  requireRoom({ user }: Viewer): void {
    const own = [...this.streams].filter(({ viewer }) => viewer.user.name === user.name).length;
    if (own >= MOST_STREAMS_OF_A_USER)
      throw new HttpException(
        `You have ${MOST_STREAMS_OF_A_USER} live pages open already. Close one of them.`,
        HttpStatus.TOO_MANY_REQUESTS,
      );
    if (this.streams.size >= MOST_STREAMS)
      throw new HttpException(
        `${MOST_STREAMS} live pages are open already. Try again in a minute.`,
        HttpStatus.TOO_MANY_REQUESTS,
      );
  }

  /** Begins a stream. @returns false where the browser has gone before */
  begin(response: ServerResponse, viewer: Viewer): boolean {
    // Its 'close' has been, and would not come again.
    if (response.destroyed || response.closed || response.writableEnded) return false;
    const end = setTimeout(() => {
      this.finish(stream);
    }, STREAM_LIFETIME_MS);
    const stream: LiveStream = { response, viewer, end, stalledAtMs: null };
    // Of a connection that broke: 'close' follows. Without a listener it would end the process.
    response.on('error', () => undefined);
    response.once('close', () => {
      this.leave(stream);
    });
    this.streams.add(stream);
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 1000\n\n');
    return true;
  }

  /** Sends an event to everybody who reads: what a browser that sleeps has not read must not fill the memory. */
  send(event: string): void {
    for (const stream of this.streams) {
      const { response } = stream;
      if (response.writableEnded || response.destroyed) this.leave(stream);
      else if (!response.writableNeedDrain) {
        stream.stalledAtMs = null;
        response.write(event);
      } else {
        stream.stalledAtMs ??= performance.now();
        if (performance.now() - stream.stalledAtMs >= MOST_STALLED_MS) this.drop(stream);
      }
    }
  }

  /** Ends the streams of a session. */
  endOf(sessionId: string): void {
    for (const stream of this.streams) if (stream.viewer.id === sessionId) this.finish(stream);
  }

  /** Ends all streams. */
  endAll(): void {
    for (const stream of this.streams) this.finish(stream);
  }

  /** 'close' does not come while a connection is stalled: the stream leaves before it ends, so that nothing is written behind its end. */
  private finish(stream: LiveStream): void {
    this.leave(stream);
    const { response } = stream;
    response.end();
    const drop = setTimeout(() => response.destroy(), LAST_BYTES_MS);
    response.once('close', () => {
      clearTimeout(drop);
    });
  }

  private drop(stream: LiveStream): void {
    this.leave(stream);
    stream.response.destroy();
  }

  private leave(stream: LiveStream): void {
    clearTimeout(stream.end);
    if (this.streams.delete(stream) && this.streams.size === 0) this.whenEmpty();
  }
}
