import { ITEM } from '../bodies/body-case';
import { ROUTES } from '../routes';
import { chunk, CHUNKED, LENGTH, request } from '../wire/wire-case';

/** A request that begins and then comes drop by drop, for longer than anyone would wait. */
export interface SlowCase {
  readonly name: string;
  readonly begins: (authorization: string) => string;
  /** What follows again and again; nothing where it is empty. */
  readonly drop: string;
  /** Of the answer that gives it up; 408 without a word. */
  readonly status?: number;
}

const POST_FIELDS = ['Host: x', 'Content-Type: application/json'];
const begun =
  (path: string, fields: readonly string[], body: string) =>
  (authorization: string): string =>
    request(`POST ${path} HTTP/1.1`, [...POST_FIELDS, `Authorization: ${authorization}`, ...fields], body);
/** The header of gzip, and that of a block of 65,535 bytes as they are. */
const GZIP_BEGUN = '\x1f\x8b\x08\0\0\0\0\0\0\x03\0\xff\xff\0\0';
const LONG = 'Content-Length: 1000';

/** Bodies: each is given up after the time for receiving (docs/contract.md section 5). */
export const SLOW_BODIES: readonly SlowCase[] = [
  ...Object.values(ROUTES).map((path) => ({
    name: `a body for ${path}`,
    begins: begun(path, [LONG], '['),
    drop: ' ',
  })),
  // RFC 6749 section 5.2 knows 400 alone.
  { name: 'a body for a token', begins: begun('/auth/v1/token', [LONG], '{'), drop: ' ', status: 400 },
  {
    name: 'a body in chunks of a byte',
    begins: begun(ROUTES.clients, [CHUNKED], chunk('[')),
    drop: chunk(' '),
  },
  { name: 'the size of a chunk', begins: begun(ROUTES.clients, [CHUNKED], ''), drop: '0' },
  {
    name: 'gzip',
    begins: begun(ROUTES.clients, [LONG, 'Content-Encoding: gzip'], `${GZIP_BEGUN}[`),
    drop: ' ',
  },
  { name: 'a body that stops', begins: begun(ROUTES.clients, [LONG], `[${ITEM}`), drop: '' },
  { name: 'a body that does not begin', begins: begun(ROUTES.clients, [LENGTH], ''), drop: '' },
];

/** What comes before a body: each is given up after the time for header fields. */
export const SLOW_HEADS: readonly SlowCase[] = [
  { name: 'nothing at all', begins: () => '', drop: '' },
  { name: 'a request line', begins: () => 'GET /', drop: 'x' },
  { name: 'a field', begins: () => 'GET /health/live HTTP/1.1\r\nHost: x\r\nX-Field: ', drop: 'x' },
  {
    name: 'one field after the other',
    begins: () => 'GET /health/live HTTP/1.1\r\nHost: x\r\n',
    drop: 'X-Field: x\r\n',
  },
  { name: 'a head that stops', begins: () => 'GET /health/live HTTP/1.1\r\nHost: x\r\n', drop: '' },
];
