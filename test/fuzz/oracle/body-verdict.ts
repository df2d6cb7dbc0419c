import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { type FuzzRequest, fieldOf } from '../fuzz-request';
import { depthOf, elementsOf, tokensOf } from '../json/json-tokens';

/** What docs/contract.md section 5 says of a body: its items as texts, or the types of problem of which one must be answered. */
export type BodyVerdict = { readonly items: readonly string[] } | { readonly refusedAs: readonly string[] };

export interface BodyLimits {
  readonly items: number;
  readonly depth: number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Judges a batch's body, by JSON.parse and what the contract asks beyond it; with nothing of the service. */
export function bodyVerdict(request: FuzzRequest, limits: BodyLimits): BodyVerdict {
  const isGzip = fieldOf(request, 'content-encoding') === 'gzip';
  const plain = isGzip ? inflated(request.body) : request.body;
  if (plain === null) return { refusedAs: ['corrupt-encoding'] };
  return plainVerdict(plain, limits);
}

function plainVerdict(bytes: Buffer, limits: BodyLimits): BodyVerdict {
  const body = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  // Grammar and encoding apart: outside of strings JSON has no byte above 0x7f, and inside of them any may stand.
  const latin1 = body.toString('latin1');
  const tokens = tokensOf(latin1);
  const early = depthOf(tokens) > limits.depth ? ['too-deep'] : [];
  let value: unknown;
  try {
    value = JSON.parse(latin1);
  } catch {
    return { refusedAs: ['malformed-json', ...early, 'too-many-items'] };
  }
  if (early.length > 0) return { refusedAs: [...early, 'too-many-items'] };
  if (!Array.isArray(value)) return { refusedAs: ['not-an-array'] };
  if (value.length === 0) return { refusedAs: ['empty-array'] };
  if (value.length > limits.items) return { refusedAs: ['too-many-items'] };
  if (!isUtf8(body)) return { refusedAs: ['invalid-utf8'] };
  return { items: elementsOf(body.toString('utf8')) };
}

/** Null for what is no gzip, and for gzip with other bytes behind it, about which Node is silent. */
function inflated(body: Buffer): Buffer | null {
  try {
    const { buffer, engine } = gunzipSync(body, { info: true }) as unknown as Inflated;
    return engine.bytesWritten === body.length ? buffer : null;
  } catch {
    return null;
  }
}

/** What zlib gives with `info`, which its types do not know. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
