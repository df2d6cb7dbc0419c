import { BODY, chunk, CHUNKED, LAST_CHUNK, LENGTH, noHttp, post, type WireCase } from './wire-case';

const withFields = (name: string, fields: readonly string[], body = BODY): WireCase =>
  noHttp(name, (authorization) => post(authorization, fields, body));
const chunks = (name: string, body: string, ends = false): WireCase =>
  noHttp(name, (authorization) => post(authorization, [CHUNKED], body), ends);
const WHOLE = chunk(BODY) + LAST_CHUNK;

/** Where the body ends, said wrongly or in two ways: the classic ways to smuggle one request inside of another. */
export const FRAMING: readonly WireCase[] = [
  ...['x', '-1', '+17', '0x11', '1.5', '17 17', '17, 17', '99999999999999999999999', '\u00b2'].map((length) =>
    withFields(`Content-Length: ${length}`, [`Content-Length: ${length}`]),
  ),
  withFields('an empty Content-Length', ['Content-Length:']),
  withFields('two lengths that differ', [LENGTH, 'Content-Length: 4']),
  withFields('two lengths that agree', [LENGTH, LENGTH]),
  withFields('a length, and chunks', [LENGTH, CHUNKED], WHOLE),
  withFields('chunks, and a length', [CHUNKED, LENGTH], WHOLE),
  withFields('chunks twice', [CHUNKED, CHUNKED], WHOLE),
  withFields('chunks and then gzip', ['Transfer-Encoding: chunked, gzip'], WHOLE),
  withFields('gzip and then chunks', ['Transfer-Encoding: gzip, chunked'], WHOLE),
  withFields('a transfer coding that is none', ['Transfer-Encoding: xchunked'], WHOLE),
  withFields('the transfer coding "identity"', ['Transfer-Encoding: identity']),
  withFields('an empty transfer coding', ['Transfer-Encoding:']),
  withFields('a space before the colon', ['Transfer-Encoding : chunked'], WHOLE),
  withFields('a length on a line that is folded', ['X: y', ` ${LENGTH}`, CHUNKED], WHOLE),
  noHttp('chunks in HTTP/1.0', (authorization) =>
    post(authorization, [CHUNKED], WHOLE).replace('HTTP/1.1', 'HTTP/1.0'),
  ),
  chunks('a chunk whose size is no number', chunk(BODY, 'zz')),
  chunks('a chunk of negative size', chunk(BODY, '-1')),
  chunks('a chunk of endless size', chunk(BODY, 'f'.repeat(17))),
  chunks('a chunk whose size has a prefix', chunk(BODY, '0x19')),
  chunks('a chunk without a size', chunk(BODY, '')),
  chunks('a chunk that is longer than its size', chunk(BODY, 3)),
  chunks('a chunk without its end', `${BODY.length.toString(16)}\r\n${BODY}${LAST_CHUNK}`),
  chunks('a chunk that is shorter than its size, and an end', chunk(BODY, BODY.length + 20), true),
  chunks('a length behind the last chunk', `${chunk(BODY)}0\r\nContent-Length: 3\r\n\r\n`),
  chunks('chunks without the last one, and an end', chunk(BODY), true),
  noHttp(
    'a length that is longer than the body, and an end',
    (authorization) => post(authorization, [`Content-Length: ${BODY.length + 10}`]),
    true,
  ),
  {
    name: 'a length beyond what is allowed',
    sent: (authorization) => post(authorization, ['Content-Length: 9007199254740993']),
    statuses: [413],
    problem: 'too-many-bytes',
  },
  {
    name: 'a chunk with an extension of 20 KB',
    sent: (authorization) => post(authorization, [CHUNKED], chunk(BODY, `1;${'x'.repeat(20_000)}`)),
    statuses: [400],
    problem: 'bad-request',
  },
];
