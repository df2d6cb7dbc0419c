import { type Examples, type Header, type Reference } from '../openapi-types';

/** Header fields of answers, by component name. */
export const HEADERS = {
  'X-Request-Id': {
    description:
      'The `X-Request-Id` of the request, or else a new one. It stands in our logs: name it when you ask.',
    required: true,
    schema: { type: 'string' },
  },
  Location: {
    description: 'The same as `status_check_uri`.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Retry-After': {
    description: 'When to come again, in seconds.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': {
    description: 'What to send: a Bearer token, or HTTP Basic where a token is asked for by it.',
    required: true,
    schema: { type: 'string' },
  },
  Allow: {
    description: 'The methods that can be used here.',
    required: true,
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description: 'Whether and for how long the answer may be kept.',
    required: true,
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description:
      'How much the partner may send, an element for each limit: `q` requests, or items of accepted batches, in `w` seconds.',
    required: false,
    schema: { type: 'string', examples: ['"requests";q=60000;w=60, "items";q=6000000;w=60'] },
  },
  RateLimit: {
    description: 'How much of each limit remains (`r`), and in how many seconds (`t`) all of it is back.',
    required: false,
    schema: { type: 'string', examples: ['"requests";r=59990;t=42, "items";r=5990000;t=42'] },
  },
  Vary: {
    description: '`Accept-Encoding` where the answer may be compressed.',
    required: false,
    schema: { type: 'string' },
  },
} as const satisfies Record<string, Header>;
export type HeaderName = keyof typeof HEADERS;

/** The `ETag` of documents, with those of examples. */
export function entityTagHeader(examples: Examples): { ETag: Header } {
  const description = 'Changes whenever the document does. Weak: it may be sent compressed or not.';
  return { ETag: { description, required: true, schema: { type: 'string', pattern: '^W/' }, examples } };
}

export function headerReferences(names: readonly HeaderName[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
