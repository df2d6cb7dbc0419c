import { type FastifyInstance } from 'fastify';

/**
 * Answers are a partner's own: nobody on the way may keep them, and no browser may guess what they are, show them inside of another
 * page, hand them to one, or run anything in them. The few pages for people allow themselves what they need. There is no
 * Strict-Transport-Security: it belongs to whoever ends TLS (RFC 6797 section 7.2).
 */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Sets the header fields that every answer carries. */
export function installSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    done();
  });
}
