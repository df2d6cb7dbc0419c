import { ForbiddenException } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

/**
 * Browsers say where a request comes from, and no page can make them lie. What says nothing, or comes from elsewhere, changes nothing here;
 * also beside the session's own SameSite, which counts other ports of this host as the same site.
 * @throws ForbiddenException
 */
export function requireSameOrigin({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const site = headers['sec-fetch-site'];
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  const isOwnOrigin = headers.origin !== undefined && hostOf(headers.origin) === headers.host;
  if (!isOwnSite || !isOwnOrigin)
    throw new ForbiddenException('That came from another page than one of this dashboard.');
}

/** Without the scheme, which a proxy in front of the dashboard may have changed. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
