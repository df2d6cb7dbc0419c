import { type FastifyInstance } from 'fastify';

/** Answers are a partner's own: nobody on the way may keep them, and no browser may guess what they are. */
export const SECURITY_HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' } as const;

/** Sets the header fields that every answer carries. */
export function installSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    done();
  });
}
