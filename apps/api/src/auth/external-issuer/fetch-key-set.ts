import { isSecureUrl } from '@app/platform';
import { type JSONWebKeySet } from 'jose';

/** Where the keys of an issuer are to be had. */
export interface KeySource {
  readonly issuer: string;
  /** Address of the keys themselves; empty to ask the issuer for it. */
  readonly jwksUrl: string;
}

/** Key sets have a few kilobytes; beyond this, something else than one is being sent. */
const MOST_BYTES = 256 * 1024;

/**
 * Fetches the keys of an issuer: from the address that is set, else from the one that its OpenID configuration names, else, where
 * it has none, from `/.well-known/jwks.json`.
 * @throws when it does not answer as it should, or `signal` says that it has taken too long
 */
export async function fetchKeySet(source: KeySource, signal: AbortSignal): Promise<JSONWebKeySet> {
  const url = source.jwksUrl === '' ? await discoveredUrl(source.issuer, signal) : source.jwksUrl;
  const set = await fetchJson(url, signal);
  if (!isKeySet(set)) throw new Error('the issuer has no set of keys at the address of its keys');
  return set;
}

/** OpenID Connect Discovery 1.0, section 4. */
async function discoveredUrl(issuer: string, signal: AbortSignal): Promise<string> {
  const base = issuer.replace(/\/$/, '');
  const configuration = await fetchJson(`${base}/.well-known/openid-configuration`, signal);
  if (configuration === null) return `${base}/.well-known/jwks.json`;
  const { issuer: named, jwks_uri: url } = configuration as Record<string, unknown>;
  if (named !== issuer) throw new Error('the OpenID configuration is that of another issuer');
  if (typeof url !== 'string' || !isSecureUrl(url))
    throw new Error('jwks_uri is no address that can be trusted');
  return url;
}

/** An object in JSON, or null where there is none at the address. */
async function fetchJson(url: string, signal: AbortSignal): Promise<object | null> {
  // An address that leads elsewhere is for the operator to correct.
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  const text = await boundedText(response);
  if (response.status === 404) return null;
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw new Error(`${url} has no JSON object`);
  return document;
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error(`the issuer sends more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isKeySet(document: object | null): document is JSONWebKeySet {
  const keys: unknown = document === null ? null : Reflect.get(document, 'keys');
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
}
