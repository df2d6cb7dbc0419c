import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { ProtocolRefused } from '../problems/refusals';

/** Nothing that belongs to another part of an address, and no second host, which Node joins with a comma. */
const HOST = /^[^\s,/?#@\\]*$/;

/**
 * Refuses what Node takes although servers differ in how they read it, so that nobody on the way and this process can take one
 * request for two different ones (RFC 9112 sections 3.2, 6.1 and 11.2).
 */
export function requireUnambiguous(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const fault = ambiguityOf(raw);
    done(fault === undefined ? undefined : new ProtocolRefused('bad_request', fault));
  });
}

function ambiguityOf({ headers, httpVersion }: IncomingMessage): string | undefined {
  const { host, 'transfer-encoding': coding } = headers;
  const isOld = httpVersion === '1.0';
  // The parser also takes 0.9 and 2.0, in which header fields would mean something else.
  if (!isOld && httpVersion !== '1.1') return 'The version of HTTP must be 1.1 or 1.0.';
  if (host === undefined ? !isOld : !HOST.test(host)) return 'The request must name one host.';
  if (coding === undefined || (!isOld && coding.toLowerCase() === 'chunked')) return undefined;
  return 'The only Transfer-Encoding is chunked, in HTTP/1.1.';
}
