import { BODY, chunk, CHUNKED, LAST_CHUNK, LENGTH, post, request, type WireCase } from './wire-case';

const LIVE = request('GET /health/live HTTP/1.1', ['Host: x', 'Connection: close']);
const kept = (text: string): string => text.replace('Connection: close\r\n', '');

/** Requests that follow one another on one connection without waiting, none of which may be taken for part of another. */
export const REFUSED_SEQUENCES: readonly WireCase[] = [
  {
    name: 'a refused body and a request',
    sent: (authorization) => kept(post(authorization, [LENGTH, 'Content-Encoding: br'])) + LIVE,
    statuses: [415, 200],
  },
  {
    name: 'a request whose body looks like one',
    sent: (authorization) => post(authorization, [`Content-Length: ${LIVE.length}`], LIVE),
    statuses: [400],
    problem: 'malformed-json',
  },
  {
    name: 'a body that is longer than its length',
    sent: (authorization) => kept(post(authorization, ['Content-Length: 3'])),
    statuses: [400, 400],
    problem: 'bad-request',
  },
  {
    name: 'a large refused body that looks like requests',
    sent: () =>
      request('POST /api/v1/clients HTTP/1.1', ['Host: x', 'Content-Length: 200000'], LIVE.repeat(2_000)),
    statuses: [401],
    problem: 'unauthenticated',
  },
  {
    name: 'a good request and something that is none',
    sent: () => `${kept(LIVE)}\0\0\0\0`,
    statuses: [200, 400],
    problem: 'bad-request',
  },
];

/** The same, of requests that are all right. */
export const TAKEN_SEQUENCES: readonly WireCase[] = [
  {
    name: 'three batches in one piece',
    sent: (authorization) =>
      kept(post(authorization, [LENGTH])) +
      kept(post(authorization, [CHUNKED], chunk(BODY) + LAST_CHUNK)) +
      post(authorization, [LENGTH]),
    statuses: [202, 202, 202],
  },
  {
    name: 'a chunk for each byte, extensions and trailer fields',
    sent: (authorization) =>
      post(
        authorization,
        [CHUNKED, 'Trailer: X-Field'],
        `${Array.from(BODY, (byte) => chunk(byte, '1;x="y"')).join('')}0\r\nX-Field: 3\r\nIdempotency-Key: two words\r\n\r\n`,
      ),
    statuses: [202],
  },
];
