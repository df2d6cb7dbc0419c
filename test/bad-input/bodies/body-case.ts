import { gzipSync } from 'node:zlib';
import { type ProblemName } from '../../support/problems';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A body that is refused on every route that takes batches, for the same reason on each. */
export interface BodyCase {
  readonly name: string;
  readonly body: string | Bytes;
  /** Over the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly problem: ProblemName;
}

export const GZIP = { 'content-encoding': 'gzip' };
export const ITEM = '{"partner_client_id":"a"}';

/** Bytes out of texts (in UTF-8) and numbers. */
export function bytes(...parts: (string | readonly number[])[]): Bytes {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
}

export function zipped(body: string | Uint8Array, level = 1): Bytes {
  return new Uint8Array(gzipSync(body, { level }));
}

/** Cases that end in the same problem, as pairs of name and body. */
export function refusedAs(
  problem: ProblemName,
  headers: Readonly<Record<string, string>>,
  bodies: Readonly<Record<string, string | Bytes>>,
): BodyCase[] {
  return Object.entries(bodies).map(([name, body]) => ({ name, body, headers, problem }));
}
