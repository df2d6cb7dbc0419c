import http from 'node:http';

/** A request whose header fields go out as they stand, several of one name among them, and from an address of this machine. */
export interface ExactRequest {
  method?: string;
  /** Names and values in turns. */
  headers?: readonly string[];
  body?: string;
  /** Any address of 127.0.0.0/8. */
  from?: string;
}

export interface ExactAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** Sends one request on a connection of its own. */
export function sendExactly(
  url: string,
  { method = 'GET', headers = [], body, from }: ExactRequest,
): Promise<ExactAnswer> {
  const { host, hostname, port, pathname, search } = new URL(url);
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        hostname,
        port,
        path: pathname + search,
        method,
        headers: ['host', host, 'connection', 'close', ...length, ...headers],
        ...(from !== undefined && { localAddress: from }),
        agent: false,
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.once('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      },
    );
    request.once('error', reject).end(body);
  });
}
