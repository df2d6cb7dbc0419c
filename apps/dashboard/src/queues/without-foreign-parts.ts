import { type FastifyInstance } from 'fastify';

/** Fonts of another origin, and what is styled inline until the board has loaded: our policy allows neither. */
const FOREIGN = /<link href="https?:[^>]*>|<style>.*?<\/style>| style="[^"]*"/gs;

/** Takes out of the board's page what a browser would only complain about. */
export function withoutForeignParts(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, payload, done) => {
    const type = reply.getHeader('content-type');
    const isPage = typeof payload === 'string' && typeof type === 'string' && type.startsWith('text/html');
    done(null, isPage ? payload.replace(FOREIGN, '') : payload);
  });
}
