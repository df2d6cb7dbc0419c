import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What may happen to a request: an answer of a status that the service does not give, or a lost answer to a request that arrived. */
export type Fault = number | 'answer lost';

/** A request as it was sent, `POST /data/v1/clients`, with what became of it and the `Idempotency-Key` that it had. */
export interface Seen {
  request: string;
  key: string | undefined;
  outcome: Fault;
}

/** An HTTP proxy in front of a service that lets every request run into the faults it has been given for it, one at a time. */
export class FaultyWay {
  readonly seen: Seen[] = [];
  private readonly server = http.createServer((request, answer) => void this.pass(request, answer));

  /** @param faults by the request without its id: `GET /data/v1/clients/status` */
  constructor(
    private readonly target: () => string,
    private readonly faults: Readonly<Record<string, Fault[]>>,
  ) {}

  /** @returns the address to send requests to */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const name = `${method} ${url.replace(/\/[^/]*-[^/]*$/, '')}`;
    const body = await buffer(request);
    const fault = this.faults[name]?.shift();
    const see = (outcome: Fault): void => {
      this.seen.push({ request: name, key: headers['idempotency-key'] as string | undefined, outcome });
    };
    if (typeof fault === 'number') {
      see(fault);
      answer.writeHead(fault).end();
      return;
    }
    const { authorization, 'content-type': type, 'idempotency-key': key } = headers;
    const sent = { authorization, 'content-type': type, 'idempotency-key': key as string | undefined };
    const passedOn = await fetch(this.target() + url, {
      method,
      headers: Object.entries(sent).filter((header): header is [string, string] => header[1] !== undefined),
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const text = await passedOn.text();
    see(fault ?? passedOn.status);
    if (fault === 'answer lost') request.socket.destroy();
    else answer.writeHead(passedOn.status).end(text);
  }
}
