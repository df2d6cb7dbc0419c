import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ProtocolRefused } from '../problems/refusals';

/**
 * Refuses what RFC 9112 section 3.2 tells a server to refuse: HTTP/1.1 without a Host field, and more than one. Node would answer the
 * former itself, without a word, and take the first of several.
 */
export function requireHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const hosts = hostsOf(request);
    const isRight = hosts === 1 || (hosts === 0 && request.raw.httpVersion === '1.0');
    done(
      isRight ? undefined : new ProtocolRefused('bad_request', 'HTTP/1.1 needs a Host header, given once.'),
    );
  });
}

function hostsOf({ raw: { rawHeaders } }: FastifyRequest): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  }
  return hosts;
}
