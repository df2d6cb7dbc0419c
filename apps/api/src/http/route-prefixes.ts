import { type FastifyRequest } from 'fastify';

/** The prefixes under which every partner route answers (docs/contract.md section 1). */
export const ROUTE_PREFIXES = ['/api/v1', '/data/v1'] as const;
export type RoutePrefix = (typeof ROUTE_PREFIXES)[number];

/** The addresses of a route, for a controller. */
export function underEveryPrefix(path: string): string[] {
  return ROUTE_PREFIXES.map((prefix) => `${prefix}/${path}`);
}

/** The prefix that the caller of a partner route used. */
export function prefixOf(request: FastifyRequest): RoutePrefix {
  const prefix = prefixOfPath(request.routeOptions.url ?? '');
  if (prefix === null) throw new Error(`not a partner route: ${request.routeOptions.url ?? 'none'}`);
  return prefix;
}

/** The prefix that a path lies under, whatever its letter case, or null. */
export function prefixOfPath(path: string): RoutePrefix | null {
  const lowerCase = path.toLowerCase();
  return ROUTE_PREFIXES.find((prefix) => lowerCase === prefix || lowerCase.startsWith(`${prefix}/`)) ?? null;
}
