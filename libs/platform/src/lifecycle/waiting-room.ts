import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

const RETRY_AFTER_S = 5;

/** RFC 9457; of no type of its own, since the pages about types are not there yet. */
const PROBLEM = {
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  detail: 'The service cannot begin yet. Send the request again later.',
};

/**
 * Where a process is found that cannot begin yet: alive, so that nobody restarts it, and not ready, so that nobody sends it work. Everything
 * else is answered 503.
 */
export class WaitingRoom {
  /** What it waits for, as the readiness probe names it. */
  lacks: 'schema' | 'database' | undefined;

  private constructor(private readonly server: Server) {}

  static async open(host: string, port: number): Promise<WaitingRoom> {
    const server = createServer();
    const room = new WaitingRoom(server);
    server.on('request', (request, response) => {
      // Each on a connection of its own, so that the port is free as soon as the wait is over.
      response.setHeader('connection', 'close').setHeader('cache-control', 'no-store');
      const answer = answerTo(request.url ?? '', room.lacks ?? 'schema');
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    });
    server.listen(port, host);
    await once(server, 'listening');
    process.on('SIGTERM', endAtOnce).on('SIGINT', endAtOnce);
    return room;
  }

  async close(): Promise<void> {
    process.off('SIGTERM', endAtOnce).off('SIGINT', endAtOnce);
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Nothing has begun, so nothing is to be finished. Without a handler the first process of a container would not hear the signal. */
function endAtOnce(): void {
  process.exit(0);
}

function answerTo(
  url: string,
  lacks: string,
): { status: number; headers: Record<string, string>; body: object } {
  const json = { 'content-type': 'application/json' };
  if (url === '/health/live') return { status: 200, headers: json, body: { status: 'up' } };
  if (url === '/health/ready')
    return { status: 503, headers: json, body: { status: 'down', checks: { [lacks]: 'down' } } };
  const headers = { 'content-type': 'application/problem+json', 'retry-after': `${RETRY_AFTER_S}` };
  return { status: 503, headers, body: PROBLEM };
}
