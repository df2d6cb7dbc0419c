import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Authenticate, type CallingPartner } from '../auth/authenticate';
import { TOKEN_ROUTE } from '../auth/token-route';
import { type PartnerRates } from '../limits/partner-rates';
import { authorizationOf } from './authorization-header';
import { KnownRoutes } from './known-routes';
import { requestPath } from './request-path';
import { prefixOfPath } from './route-prefixes';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on the few routes that need no token. */
    partner: CallingPartner | null;
  }
}

/** Every other route asks for a token, also one that somebody adds later. */
const ROUTES_WITHOUT_TOKEN: ReadonlySet<string> = new Set([
  TOKEN_ROUTE,
  '/health/live',
  '/health/ready',
  '/problems',
  '/problems/:name',
  '/openapi.json',
  '/docs',
  '/docs/:asset',
]);

/**
 * The first two checks of docs/contract.md section 5, before a byte of the body is read: who calls (401, 403), whether it has
 * called too often (429), then whether there is such a route (404, 405). So whoever has no token learns nothing of the addresses under the partner prefixes.
 */
export function installRequestGate(
  fastify: FastifyInstance,
  authenticate: Authenticate,
  rates: PartnerRates,
): void {
  const routes = new KnownRoutes();
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.add(url, [method].flat());
  });
  fastify.decorateRequest('partner', null);
  fastify.addHook('onRequest', async (request) => {
    if (needsToken(request)) {
      request.partner = await authenticate.authenticate(authorizationOf(request.raw));
      rates.admit(request.partner);
    }
    if (request.is404) throw routes.refusalOf(requestPath(request.url) ?? '');
  });
}

function needsToken(request: FastifyRequest): boolean {
  // The router's own pattern decides, so that no spelling of an address slips past the check.
  const route = request.is404 ? undefined : request.routeOptions.url;
  if (route !== undefined) return !ROUTES_WITHOUT_TOKEN.has(route);
  return prefixOfPath(requestPath(request.url) ?? '') !== null;
}
