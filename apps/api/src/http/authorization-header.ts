import { type IncomingMessage } from 'node:http';

/**
 * The `Authorization` header of a request. Node keeps the first of several, and whoever stands before us may have looked at the last:
 * several become one text here, as HTTP joins them, which is no valid header.
 */
export function authorizationOf({
  headers,
  rawHeaders,
}: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const given: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'authorization') given.push(rawHeaders[at + 1] ?? '');
  }
  return given.join(', ');
}
