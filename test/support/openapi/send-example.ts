import { type Answer, send } from '../http';
import { type DocumentedExample } from './documented-examples';
import { type KnownValues } from './known-values';

/** What a request is given beside what the document says. */
export interface SendOptions {
  readonly apiUrl: string;
  readonly known: KnownValues;
  /** The access token, which examples need not show. */
  readonly token: string;
  /** Over everything else. */
  readonly override?: { readonly headers?: Record<string, string>; readonly body?: string };
}

/** Sends the request of an example as the document describes it. */
export function sendExample(example: DocumentedExample, options: SendOptions): Promise<Answer> {
  const { change, method } = example;
  const body = options.override?.body ?? bodyOf(example, options.known);
  return send(`${options.apiUrl}${targetOf(example, options.known)}`, {
    method: change.method ?? method,
    headers: headersOf(example, options),
    ...(body !== null && { body }),
  });
}

function targetOf({ path, parameters }: DocumentedExample, known: KnownValues): string {
  const query = new URLSearchParams();
  let target = path;
  for (const { name, in: place, value } of parameters) {
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(known.inText(value)));
    if (place === 'query') query.set(name, known.inText(value));
  }
  return query.size === 0 ? target : `${target}?${query.toString()}`;
}

function headersOf(
  { operation, parameters, body, change }: DocumentedExample,
  { known, token, override }: SendOptions,
): Record<string, string> {
  const headers = new Headers(body === null ? {} : { 'content-type': body.mediaType });
  const takesToken = operation.security.some((scheme) => 'accessToken' in scheme);
  if (takesToken) headers.set('authorization', `Bearer ${token}`);
  for (const { name, in: place, value } of parameters) {
    if (place === 'header') headers.set(name, known.inText(value));
  }
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, known.inText(value));
  }
  for (const [name, value] of Object.entries(override?.headers ?? {})) headers.set(name, value);
  return Object.fromEntries(headers);
}

function bodyOf(
  { body, change }: DocumentedExample,
  known: KnownValues,
): string | Uint8Array<ArrayBuffer> | null {
  if (change.bodyBase64 !== undefined) return new Uint8Array(Buffer.from(change.bodyBase64, 'base64'));
  if (change.body !== undefined) return change.body;
  if (body === null) return null;
  const value = known.inValue(body.value);
  return body.mediaType === 'application/json'
    ? JSON.stringify(value)
    : new URLSearchParams(value as Record<string, string>).toString();
}
