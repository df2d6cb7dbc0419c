import { type ServerOptions } from 'node:http';
import { type Configuration } from '@app/platform';

/** Most bytes of the request line and all header fields together, so also of an address: what Node allows by default. */
export const MOST_HEADER_BYTES = 16 * 1024;
/** How often in the time for header fields the server looks for requests that have used it up. */
const LOOKS_IN_HEADERS_TIMEOUT = 4;

/** How strictly Node reads a request before it becomes one (docs/contract.md section 5). */
export function httpLimits({ headersTimeoutMs }: Configuration): ServerOptions {
  return {
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: Math.ceil(headersTimeoutMs / LOOKS_IN_HEADERS_TIMEOUT),
    // Else Node keeps the first of two tokens, hosts or media types, and somebody on the way may have kept the other.
    joinDuplicateHeaders: true,
    // Node's own answer to a request without a host has no body and none of our header fields: see requireUnambiguous.
    requireHostHeader: false,
  };
}
