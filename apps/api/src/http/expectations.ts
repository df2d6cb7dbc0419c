import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE, problemJson, problemOf } from '../problems/problem';
import { ProtocolRefused } from '../problems/refusals';
import { SECURITY_HEADERS } from './security-headers';

/** Requests whose client waits for `100 Continue` before it sends the body. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * Holds `100 Continue` back until the body is wanted, so that a refused upload is never sent at all, and answers
 * expectations that nobody can meet with a problem.
 */
export function meetExpectations(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    waiting.set(request, response);
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const problem = problemOf(
      new ProtocolRefused('expectation_failed', 'Only "100-continue" can be expected.'),
    );
    response
      .writeHead(problem.status, {
        ...SECURITY_HEADERS,
        'Content-Type': PROBLEM_MEDIA_TYPE,
        Connection: 'close',
      })
      .end(problemJson(problem));
  });
}

/** Tells a client that waits for it to send the body. */
export function letBodyCome(request: IncomingMessage): void {
  waiting.get(request)?.writeContinue();
  waiting.delete(request);
}
