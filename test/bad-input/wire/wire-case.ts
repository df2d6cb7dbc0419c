import { ITEM } from '../bodies/body-case';

/** Bytes that go over a plain socket, and the status codes of the answers that come back until the connection ends. */
export interface WireCase {
  readonly name: string;
  /** The bytes, one character each. */
  readonly sent: (authorization: string) => string;
  /** Whether the sender ends its side behind them, as one that has no more to say. */
  readonly ends?: boolean;
  readonly statuses: readonly number[];
  /** The problem type that the last of these answers names. */
  readonly problem?: string;
}

export const BODY = `[${ITEM}]`;
export const HEAD_END = '\r\n\r\n';

/** A whole request: its line, its header fields, its body. */
export function request(line: string, fields: readonly string[], body = ''): string {
  return [line, ...fields].join('\r\n') + HEAD_END + body;
}

/** A request to take a batch, after which the connection ends. */
export function post(authorization: string, fields: readonly string[], body = BODY): string {
  const usual = ['Host: x', `Authorization: ${authorization}`, 'Content-Type: application/json'];
  return request('POST /api/v1/clients HTTP/1.1', [...usual, 'Connection: close', ...fields], body);
}

/** The length of the usual body as a header field. */
export const LENGTH = `Content-Length: ${BODY.length}`;
export const CHUNKED = 'Transfer-Encoding: chunked';

/** Bytes as one chunk, with its size said as it is or otherwise. */
export function chunk(bytes: string, size: number | string = bytes.length): string {
  return `${typeof size === 'string' ? size : size.toString(16)}\r\n${bytes}\r\n`;
}
export const LAST_CHUNK = '0\r\n\r\n';

const refused =
  (status: number, problem: string) =>
  (name: string, sent: WireCase['sent'], ends = false): WireCase => ({
    name,
    sent,
    ends,
    statuses: [status],
    problem,
  });

export const noHttp = refused(400, 'bad-request');
export const malformed = refused(400, 'malformed-json');
export const tooLargeHead = refused(431, 'headers-too-large');
