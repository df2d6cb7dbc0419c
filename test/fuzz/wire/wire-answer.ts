import { gunzipSync } from 'node:zlib';

/** One answer as it came over the socket. */
export interface WireAnswer {
  readonly status: number;
  /** By name in lower case; of several with one name all of them, separated by commas. */
  readonly fields: ReadonlyMap<string, string>;
  /** As it was sent. */
  readonly body: Buffer;
  /** Whether the connection ends with it. */
  readonly closes: boolean;
}

/** The text of an answer's body, inflated where it was compressed. */
export function textOfAnswer({ fields, body }: WireAnswer): string {
  const plain = fields.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  return new TextDecoder('utf-8', { fatal: true }).decode(plain);
}

/** What has come is no HTTP/1.1. */
export class NotHttp extends Error {}

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_LINE = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]*$/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * Reads the answer that begins the bytes, strictly by RFC 9112; answers of 100 to 199 are stepped over.
 * @param isHead whether it answers HEAD, and so has no body
 * @returns the answer with the number of bytes it took, or null when it is not complete
 * @throws NotHttp
 */
export function readAnswer(bytes: Buffer, isHead: boolean): { answer: WireAnswer; length: number } | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new NotHttp(`a status line ${JSON.stringify(statusLine.slice(0, 100))}`);
  const bodyStart = headEnd + HEAD_END.length;
  if (status < 200) {
    const next = readAnswer(bytes.subarray(bodyStart), isHead);
    return next === null ? null : { ...next, length: next.length + bodyStart };
  }
  const fields = fieldsOf(lines);
  const hasBody = !isHead && status !== 204 && status !== 304;
  const body = hasBody ? readBody(bytes.subarray(bodyStart), fields) : { body: Buffer.alloc(0), length: 0 };
  if (body === null) return null;
  const closes = (fields.get('connection') ?? '').toLowerCase().includes('close');
  return { answer: { status, fields, body: body.body, closes }, length: bodyStart + body.length };
}

function fieldsOf(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new NotHttp(`a header field ${JSON.stringify(line.slice(0, 100))}`);
    const key = name.toLowerCase();
    fields.set(key, fields.has(key) ? `${fields.get(key) ?? ''}, ${value}` : value);
  }
  return fields;
}

function readBody(
  bytes: Buffer,
  fields: ReadonlyMap<string, string>,
): { body: Buffer; length: number } | null {
  if (fields.get('transfer-encoding') === 'chunked') return readChunks(bytes);
  const declared = fields.get('content-length') ?? '';
  if (!/^\d+$/.test(declared)) throw new NotHttp(`a body of length ${JSON.stringify(declared)}`);
  const length = Number(declared);
  return bytes.length < length ? null : { body: bytes.subarray(0, length), length };
}

function readChunks(bytes: Buffer): { body: Buffer; length: number } | null {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new NotHttp('a chunk without a size');
    const from = lineEnd + 2;
    if (bytes.length < from + size + 2) return null;
    chunks.push(bytes.subarray(from, from + size));
    at = from + size + 2;
    if (size === 0) return { body: Buffer.concat(chunks), length: at };
  }
}
