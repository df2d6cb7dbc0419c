import { type Socket } from 'node:net';
import { type IncomingMessage, type Server, STATUS_CODES, type ServerResponse } from 'node:http';
import { inDigits } from '@app/domain';
import { PROBLEM_MEDIA_TYPE, problemJson, problemOf } from '../problems/problem';
import { ProtocolRefused } from '../problems/refusals';
import { MOST_HEADER_BYTES } from './http-limits';
import { SECURITY_HEADERS } from './security-headers';

/** Answers behind which the connection is refused; the parser complains of each further piece of data. */
const awaited = new WeakSet<ServerResponse>();

/** Answers what Node's HTTP parser refuses, which never becomes a request, in the same form as everything else. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  const underWay = answerUnderWay(socket);
  if (underWay?.req.complete === true && !underWay.destroyed) {
    // What is wrong came behind a whole request: that one gets its own answer first, and never the one that is due to what follows.
    if (!awaited.has(underWay)) {
      awaited.add(underWay);
      underWay.once('close', () => {
        answerClientError(error, socket);
      });
    }
    return;
  }
  // A second status line in an answer would corrupt what the client reads.
  if (error.code === 'ECONNRESET' || !socket.writable || underWay?.headersSent === true) {
    socket.destroy();
    return;
  }
  answerAndClose(socket, refusalOf(error.code));
}

/** Answers CONNECT, which Node does not take for a request: without a listener it closes the connection without a word. */
export function refuseTunnels(server: Server): void {
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    // Whatever happens to the connection from here on is of no interest, but an error without a listener ends the process.
    socket.on('error', () => undefined);
    answerAndClose(socket, new ProtocolRefused('bad_request', 'This is no proxy: it opens no tunnels.'));
  });
}

function answerAndClose(socket: Socket, refusal: ProtocolRefused): void {
  const problem = problemOf(refusal);
  const body = problemJson(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => {
    socket.destroy();
  });
}

function refusalOf(code: string | undefined): ProtocolRefused {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ProtocolRefused(
      'headers_too_large',
      `The headers are larger than ${inDigits(MOST_HEADER_BYTES)} bytes in all, the most that is taken.`,
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ProtocolRefused('request_timeout', 'The request took too long to arrive.');
  }
  return new ProtocolRefused('bad_request', 'The request is not well-formed HTTP.');
}

/** Node keeps the answer that is under way on the socket. */
function answerUnderWay(socket: Socket & { _httpMessage?: ServerResponse | null }): ServerResponse | null {
  return socket._httpMessage ?? null;
}
