import { type FastifyInstance } from 'fastify';
import { type PartnerRates } from './partner-rates';

/**
 * Tells every calling partner where it stands, in the fields `RateLimit-Policy` and `RateLimit` of the IETF's draft
 * "RateLimit header fields for HTTP": lists of structured fields, an element for each limit, by its name.
 */
export function installRateLimitFields(fastify: FastifyInstance, rates: PartnerRates): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.partner !== null) {
      const standings = rates.standings(request.partner);
      void reply.headers({
        'RateLimit-Policy': standings
          .map(({ policy, quota, windowS }) => `"${policy}";q=${quota};w=${windowS}`)
          .join(', '),
        RateLimit: standings
          .map(({ policy, remaining, resetS }) => `"${policy}";r=${remaining};t=${resetS}`)
          .join(', '),
      });
    }
    done(null, payload);
  });
}
