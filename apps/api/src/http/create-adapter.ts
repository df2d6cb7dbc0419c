import { type Configuration } from '@app/platform';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerClientError } from './client-errors';
import { httpLimits, MOST_HEADER_BYTES } from './http-limits';
import { requestIdOf } from './request-log';
import { routableTarget } from './request-path';

/** Above the 60 s after which load balancers usually drop an idle connection: else they send into a closed one. */
const KEEP_ALIVE_MS = 75_000;
/** Node's own limit comes after ours, whose answer says more. */
const REQUEST_TIMEOUT_SLACK_MS = 10_000;
/** A connection on which nothing moves, such as that of a client that stopped reading its answer. */
const IDLE_CONNECTION_MS = 300_000;
/** No parameter reaches this, so that the router never refuses one by length. */
const MOST_PARAMETER_CHARACTERS = 4 * MOST_HEADER_BYTES;

/** The HTTP server: its limits, and addresses without regard to letter case or a slash at the end. */
export function createAdapter(configuration: Configuration): FastifyAdapter {
  return new FastifyAdapter({
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      maxParamLength: MOST_PARAMETER_CHARACTERS,
    },
    rewriteUrl: ({ url }: { url?: string | undefined }) => routableTarget(url),
    // Whose X-Forwarded-For says where a request came from. Anybody may send one.
    trustProxy: configuration.trustedProxies.length > 0 && [...configuration.trustedProxies],
    genReqId: requestIdOf,
    clientErrorHandler: answerClientError,
    http: httpLimits(configuration),
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: configuration.receiveTimeoutMs + REQUEST_TIMEOUT_SLACK_MS,
    connectionTimeout: IDLE_CONNECTION_MS,
    // Requests that were on their way when the process began to stop are answered like any other.
    return503OnClosing: false,
    // No Nest middleware here: hooks see every request, also those that match no route.
    skipMiddie: true,
  });
}
