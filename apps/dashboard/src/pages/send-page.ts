import { type FastifyReply } from 'fastify';
import { type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Scripts, styles and requests of our own only: nothing inline, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Gives the answer the header fields of a page. @returns its text */
export function asPage(reply: FastifyReply, page: VNode, status = 200): string {
  void reply.status(status).headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  });
  return `<!doctype html>${renderToString(page)}`;
}
