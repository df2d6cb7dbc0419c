import { readMediaType } from '../http/media-type';
import { TokenRefused } from './token-refusal';

/** The parameters of a token request by name. Those without a value count as absent (RFC 6749 section 3.2). */
export type TokenParameters = ReadonlyMap<string, string>;

/**
 * Reads a token request's body, which is JSON or form-encoded.
 * @throws TokenRefused `invalid_request` for anything else, and for a parameter that occurs twice
 */
export function readTokenParameters(contentType: string | undefined, body: Buffer): TokenParameters {
  const mediaType = readMediaType(contentType);
  if (mediaType === null || (mediaType.charset ?? 'utf-8') !== 'utf-8') throw unreadable();
  if (mediaType.name === 'application/json') return fromJson(textOf(body));
  if (mediaType.name === 'application/x-www-form-urlencoded') return fromForm(textOf(body));
  throw unreadable();
}

/** Names that mean something here; others are ignored, as RFC 6749 section 3.2 asks. */
const KNOWN = new Set(['grant_type', 'client_id', 'client_secret']);

/** Bytes that are no UTF-8 are refused: characters put in their place could make a wrong secret look like another one. */
function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalidRequest('The body is not valid UTF-8.');
  }
}

function fromForm(body: string): TokenParameters {
  const parameters = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (seen.has(name))
      throw invalidRequest('Each parameter must be given once; found one that is given twice.');
    seen.add(name);
    if (value !== '') parameters.set(name, value);
  }
  return parameters;
}

function fromJson(body: string): TokenParameters {
  const value = parsedJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest('The body must be a JSON object.');
  }
  const parameters = new Map<string, string>();
  for (const [name, member] of Object.entries(value)) {
    if (!KNOWN.has(name)) continue;
    if (typeof member !== 'string') throw invalidRequest(`The parameter ${name} must be a string.`);
    if (member !== '') parameters.set(name, member);
  }
  return parameters;
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidRequest('The body is not well-formed JSON.');
  }
}

function unreadable(): TokenRefused {
  return invalidRequest(
    'The Content-Type must be application/json or application/x-www-form-urlencoded, in UTF-8.',
  );
}

function invalidRequest(description: string): TokenRefused {
  return new TokenRefused('invalid_request', description);
}
