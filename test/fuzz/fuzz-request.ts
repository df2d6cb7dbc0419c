import { gzipSync } from 'node:zlib';
import { type Cut, piecesOf } from './wire/pieces';

export type Field = readonly [name: string, value: string];

/** What must come of a request, by how it was made. */
export type Promised =
  /** Valid in every way: it succeeds, and of a batch every item is completed. */
  | 'success'
  /** A sound head in front of any body: the body alone decides. */
  | 'body-decides'
  /** Anything that the OpenAPI document knows. */
  | 'documented'
  /** The bytes of the head were changed: whatever HTTP makes of it, answered or closed. */
  | 'any-http';

/** A request as it is put on the wire, and what is known of it. */
export interface FuzzRequest {
  /** How it came about, in words. */
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  readonly fields: readonly Field[];
  /** As it is sent: after gzip. */
  readonly body: Buffer;
  readonly promised: Promised;
  /** The bytes of the head, where they are not what method, target and fields give. */
  readonly head?: Buffer;
  /** Where its body is cut into chunks, if it is chunked, and all that is sent into pieces that arrive apart. */
  readonly cuts?: readonly Cut[];
  /** Whether another request stands right behind it, sent before it is answered. */
  readonly isFollowed?: boolean;
}

/** Whether its answer has no body, as that to HEAD. What is no request line, for want of a target in one piece, is no HEAD either. */
export function isHead({ method, target }: Pick<FuzzRequest, 'method' | 'target'>): boolean {
  const sent = Buffer.from(target, 'latin1').toString('latin1');
  return method === 'HEAD' && /^[\x21-\x7e\x80-\xff]+$/.test(sent);
}

/** A field's value, by its name in lower case; undefined where there is none. */
export function fieldOf({ fields }: FuzzRequest, name: string): string | undefined {
  return fields.find(([given]) => given.toLowerCase() === name)?.[1];
}

/** How a body travels. */
export interface Framing {
  readonly gzip: boolean;
  readonly chunked: boolean;
}

/** The body as it is sent, and the header fields that say so. */
export function framed(plain: Buffer, { gzip, chunked }: Framing): { body: Buffer; fields: Field[] } {
  const body = gzip ? gzipSync(plain, { level: 1 }) : plain;
  const fields: Field[] = gzip ? [['Content-Encoding', 'gzip']] : [];
  if (!chunked) return { body, fields: [...fields, ['Content-Length', String(body.length)]] };
  return { body, fields: [...fields, ['Transfer-Encoding', 'chunked']] };
}

/** Request line and header fields as bytes. Characters beyond Latin-1 lose their upper bits, as in any HTTP client. */
export function headOf({ method, target, fields }: FuzzRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** Everything that is written to the socket. */
export function wireBytes(request: FuzzRequest): Buffer {
  const { body } = request;
  const head = request.head ?? headOf(request);
  if (fieldOf(request, 'transfer-encoding') !== 'chunked') return Buffer.concat([head, body]);
  const chunks = piecesOf(body, request.cuts ?? []).flatMap((piece) => [
    Buffer.from(`${piece.length.toString(16)}\r\n`),
    piece,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([head, ...chunks, Buffer.from('0\r\n\r\n')]);
}

/** Most characters of a head or a body that a report shows. */
const SHOWN_CHARACTERS = 2_000;

/** The request for people, not all of a large one. */
export function shown(request: FuzzRequest): string {
  const head = (request.head ?? headOf(request)).toString('latin1').replace(/Bearer [\w.-]+/, 'Bearer …');
  const body = request.body.toString('latin1');
  const shortened = (text: string): string =>
    text.length <= SHOWN_CHARACTERS
      ? text
      : `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} bytes in all)`;
  const cut = request.cuts === undefined ? '' : `, cut at ${JSON.stringify(request.cuts)}`;
  const followed = request.isFollowed ? ', another one behind it' : '';
  return `${request.origin} [${request.promised}]${cut}${followed}\n${shortened(JSON.stringify(head))}\n${shortened(JSON.stringify(body))}`;
}
