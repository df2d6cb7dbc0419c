import { BODY, HEAD_END, LENGTH, noHttp, post, request, tooLargeHead, type WireCase } from './wire-case';

const line = (text: string, ...fields: string[]): WireCase =>
  noHttp(`the line ${JSON.stringify(text).slice(0, 50)}`, () =>
    request(text, ['Host: x', 'Connection: close', ...fields]),
  );
const field = (name: string, ...fields: string[]): WireCase =>
  noHttp(name, (authorization) => post(authorization, [LENGTH, ...fields]));
const bytes = (name: string, sent: string, ends = false): WireCase => noHttp(name, () => sent, ends);
const LIVE = 'GET /health/live HTTP/1.1';

/** The first bytes of a TLS handshake, as from a client that expects TLS here. */
const TLS_HELLO = `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${'\x07'.repeat(500)}`;

/** What is not HTTP, or nearly: request lines and header fields. */
export const HEADS: readonly WireCase[] = [
  bytes('a TLS handshake', TLS_HELLO),
  bytes('the greeting of SSH', 'SSH-2.0-OpenSSH_9.2\r\n'),
  bytes('the greeting of SMTP', 'EHLO x\r\n'),
  bytes('a command of Redis', '*1\r\n$4\r\nPING\r\n'),
  bytes('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  bytes('zeros', '\0'.repeat(1_000)),
  bytes(
    'noise',
    Array.from({ length: 1_000 }, (_, n) => String.fromCharCode(128 + ((n * 37) % 128))).join(''),
  ),
  bytes('half a request line, and an end', 'GET /hea', true),
  bytes('a head without its end, and an end', `${LIVE}\r\nHost: x\r\n`, true),
  line('GET'),
  line('GET /health/live'),
  line('GET /health/live HTTP'),
  line('GET /health/live HTTP/0.9'),
  line('GET /health/live HTTP/2.0'),
  line('GET /health/live HTTP/1.1.1'),
  line('GET /health/live http/1.1'),
  line('GET /health/live FTP/1.1'),
  line('GET  HTTP/1.1'),
  line('GET health/live HTTP/1.1'),
  line('GET /health/li\0ve HTTP/1.1'),
  line('GET /health/live HTTP/1.1\0'),
  line('get /health/live HTTP/1.1'),
  line('GETS /health/live HTTP/1.1'),
  line('G@T /health/live HTTP/1.1'),
  line(' GET /health/live HTTP/1.1'),
  line('CONNECT x:443 HTTP/1.1'),
  noHttp('no host', () => request(LIVE, ['Connection: close'])),
  ...['x, y', 'x y', 'x/y', 'user@x', 'x?y', 'x\\y'].map((host) =>
    noHttp(`the host ${host}`, () => request(LIVE, [`Host: ${host}`, 'Connection: close'])),
  ),
  field('two hosts', 'Host: y'),
  field('the same host twice', 'Host: x'),
  field('a field without a colon', 'X-Field'),
  field('a field without a name', ': x'),
  field('a name with a space', 'X Field: x'),
  field('a name with a space behind it', 'X-Field : x'),
  field('a name that is not ASCII', 'X-F\xefeld: x'),
  field('NUL in a value', 'X-Field: a\0b'),
  field('a control character in an Idempotency-Key', 'Idempotency-Key: a\x01b'),
  field('a carriage return in a value', 'X-Field: a\rX-Other: b'),
  field('a value on a second line', 'X-Field: a', ' b'),
  tooLargeHead('an address of 20 KB', () => request(`GET /${'x'.repeat(20_000)} HTTP/1.1`, ['Host: x'])),
  tooLargeHead('a query of 20 KB', () =>
    request(`GET /health/live?${'x'.repeat(20_000)} HTTP/1.1`, ['Host: x']),
  ),
  tooLargeHead('a field of 20 KB', () => request(LIVE, ['Host: x', `X-Field: ${'x'.repeat(20_000)}`])),
  tooLargeHead('a name of 20 KB', () => request(LIVE, ['Host: x', `${'x'.repeat(20_000)}: x`])),
  tooLargeHead('a token of 20 KB', () =>
    request(LIVE, ['Host: x', `Authorization: Bearer ${'x'.repeat(20_000)}`]),
  ),
  tooLargeHead('20,000 fields', () => request(LIVE, ['Host: x', ...Array<string>(20_000).fill('a:')])),
  tooLargeHead('a field that never ends', () => `${LIVE}\r\nHost: x\r\nX-Field: ${'x'.repeat(200_000)}`),
];

const answered = (
  status: number,
  problem: string | undefined,
  name: string,
  sent: WireCase['sent'],
): WireCase => ({
  ...{ name, sent, statuses: [status] },
  ...(problem !== undefined && { problem }),
});
const withField = (status: number, problem: string, name: string, ...fields: string[]): WireCase =>
  answered(status, problem, name, (authorization) => post(authorization, [LENGTH, ...fields]));

/** What is HTTP, and strange: nothing of it may be overlooked or read in two ways. */
export const STRANGE_HEADS: readonly WireCase[] = [
  answered(200, undefined, 'HTTP/1.0 without a host', () => `GET /health/live HTTP/1.0${HEAD_END}`),
  answered(
    200,
    undefined,
    'empty lines before the request',
    () => `\r\n\r\n${request(LIVE, ['Host: x', 'Connection: close'])}`,
  ),
  answered(200, undefined, 'an upgrade that is not on offer', () =>
    request(LIVE, ['Host: x', 'Connection: close, Upgrade', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQ']),
  ),
  withField(401, 'unauthenticated', 'two tokens', 'Authorization: Bearer x'),
  withField(415, 'unsupported-media-type', 'two media types', 'Content-Type: text/plain'),
  withField(
    415,
    'unsupported-media-type',
    'two codings',
    'Content-Encoding: identity',
    'Content-Encoding: gzip',
  ),
  withField(400, 'invalid-idempotency-key', 'two keys', 'Idempotency-Key: a', 'Idempotency-Key: b'),
  withField(
    ...([400, 'invalid-idempotency-key', 'a bad key behind 3,000 fields'] as const),
    ...[...Array<string>(3_000).fill('a:'), 'Idempotency-Key: two words'],
  ),
  withField(417, 'expectation-failed', 'an expectation that nobody can meet', 'Expect: 200-ok'),
  answered(401, 'unauthenticated', 'a body with GET', () =>
    request('GET /api/v1/clients HTTP/1.1', ['Host: x', LENGTH, 'Connection: close'], BODY),
  ),
];
