import { type Socket } from 'node:net';
import { maxHeaderSize, STATUS_CODES, type ServerResponse } from 'node:http';
import { inDigits } from '@app/domain';
import { PROBLEM_MEDIA_TYPE, problemJson, problemOf } from '../problems/problem';
import { ProtocolRefused } from '../problems/refusals';
import { SECURITY_HEADERS } from './security-headers';

/** Answers what Node's HTTP parser refuses, which never becomes a request, in the same form as everything else. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || answerHasBegun(socket)) {
    socket.destroy();
    return;
  }
  const problem = problemOf(refusalOf(error.code));
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
      `The headers are larger than ${inDigits(maxHeaderSize)} bytes in all, the most that is taken.`,
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ProtocolRefused('request_timeout', 'The request took too long to arrive.');
  }
  return new ProtocolRefused('bad_request', 'The request is not well-formed HTTP.');
}

/** Node keeps the answer under way on the socket; a second status line in it would corrupt what the client reads. */
function answerHasBegun(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}
