import fc from 'fast-check';
import { type Field, type FuzzRequest } from '../fuzz-request';

/** A change to the method, the target or a header field. */
export type HeadChange =
  | { readonly what: 'method'; readonly method: string }
  | { readonly what: 'target'; readonly target: (target: string) => string }
  | { readonly what: 'field'; readonly how: 'replace' | 'remove' | 'repeat' | 'add'; readonly field: Field };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];

const TARGETS: readonly ((target: string) => string)[] = [
  () => '/',
  () => '*',
  () => '/api/v1',
  () => '/data/v1/clients/status',
  () => '/problems/__proto__',
  () => '/docs/..%2f..%2fpackage.json',
  () => '/docs/%00',
  (target) => target.toLowerCase(),
  (target) => target.toUpperCase(),
  (target) => `${target}/`,
  (target) => `${target}//`,
  (target) => `/${target}`,
  (target) => target.slice(0, -1),
  (target) => `${target}%`,
  (target) => `${target}%00`,
  (target) => `${target}%c0%80`,
  (target) => target.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (target) => `${target}/../clients`,
  (target) => `${target};a=b`,
  (target) => `${target}#x`,
  (target) => `http://elsewhere:1${target}`,
  (target) => `HTTPS://[::1]${target}`,
  (target) => `${target}?${'a=b&'.repeat(500)}`,
  (target) => `${target}${'x'.repeat(7_000)}`,
  (target) => `${target}?limit=-1`,
  (target) => `${target}?limit=1&limit=2`,
  (target) => `${target}?limit=99999999999999999999`,
  (target) => `${target}?limit=%E2%80%A6&state[]=Failed`,
  (target) => `${target}?state=Failed&state=Failed,Pending&state=`,
  (target) => `${target}?cursor=aTE&cursor=aTI`,
  (target) => `${target}?cursor=aTk5OTk5OTk5OQ`,
  (target) => `${target}?__proto__=1&constructor=2&toString`,
  (target) => `${target}?%zz=%`,
];

const NAMES = [
  ...[
    'Authorization',
    'Content-Type',
    'Content-Encoding',
    'Idempotency-Key',
    'Accept',
    'Accept-Encoding',
    'If-None-Match',
  ],
  ...[
    'X-Request-Id',
    'Host',
    'Cookie',
    'Origin',
    'Range',
    'If-Match',
    'X-Forwarded-For',
    'X-HTTP-Method-Override',
    '__proto__',
  ],
];
/** Fields on which it depends where a message ends, or whether it is answered at all. */
const FRAMING_NAMES = [
  'Content-Length',
  'Transfer-Encoding',
  'Expect',
  'Connection',
  'Upgrade',
  'Trailer',
  'Keep-Alive',
];

const VALUES = [
  ...[
    '',
    'x',
    '*',
    ',',
    ';',
    '"',
    'a,b',
    'a b',
    '\xff\xfe',
    '\xc3\xa9',
    '\t',
    '%00',
    '__proto__',
    'null',
    '0',
    '-1',
    '1e9',
  ],
  ...[
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'Basic',
    'Basic Og==',
    'Basic !!!',
    'Basic /w==',
  ],
  ...[
    'gzip',
    'GZIP',
    'x-gzip',
    'identity',
    'br',
    'deflate',
    'gzip, gzip',
    'gzip;q=0',
    '*;q=0',
    'identity;q=0, *;q=0',
    'gzip;q=x',
  ],
  ...[
    'application/json',
    'application/json; charset=latin1',
    'application/json; charset=utf-8; charset=utf-8',
    'text/plain',
  ],
  ...[
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json;',
    '/',
    'a/b/c',
    'application/*',
  ],
  ...[
    'W/"x"',
    '"',
    '"a", "b',
    'bytes=0-1',
    'chunked',
    'chunked, chunked',
    'gzip, chunked',
    'close',
    'keep-alive, upgrade',
  ],
  ...['100-continue', '200-ok', 'h2c', 'websocket', '0x10', '+5', '5, 5', '99999999999999999999', ' 5'],
];
const value = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES), weight: 12 },
  {
    arbitrary: fc.constantFrom('x'.repeat(255), 'x'.repeat(256), 'x'.repeat(9_000), 'a,'.repeat(4_000)),
    weight: 1,
  },
  { arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), weight: 4 },
);
const how = fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'add');
const fieldOutOf = (names: readonly string[]): fc.Arbitrary<HeadChange> =>
  fc.record({ what: fc.constant('field'), how, field: fc.tuple(fc.constantFrom(...names), value) });

/** A change after which everybody still agrees where the message ends. */
export const headChange: fc.Arbitrary<HeadChange> = fc.oneof(
  { arbitrary: fieldOutOf(NAMES), weight: 6 },
  { arbitrary: fc.record({ what: fc.constant('target'), target: fc.constantFrom(...TARGETS) }), weight: 4 },
  { arbitrary: fc.record({ what: fc.constant('method'), method: fc.constantFrom(...METHODS) }), weight: 1 },
);

export const framingChange: fc.Arbitrary<HeadChange> = fieldOutOf(FRAMING_NAMES);

/** The request with another head; what comes of it is left open. */
export function withHeadChange(request: FuzzRequest, change: HeadChange): FuzzRequest {
  if (change.what === 'method') return { ...request, method: change.method };
  if (change.what === 'target') return { ...request, target: change.target(request.target) };
  const [name] = change.field;
  const isSame = ([given]: Field): boolean => given.toLowerCase() === name.toLowerCase();
  const old = request.fields.filter(isSame);
  const others = request.fields.filter((field) => !isSame(field));
  switch (change.how) {
    case 'remove':
      return { ...request, fields: others };
    case 'repeat':
      return { ...request, fields: [...others, ...old, ...old] };
    case 'replace':
      return { ...request, fields: [...others, change.field] };
    case 'add':
      return { ...request, fields: [...request.fields, change.field] };
  }
}
