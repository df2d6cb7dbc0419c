import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { type EncodedPayload } from '@app/persistence';

/** How payload bytes are stored; the numbers are in the database. */
const PLAIN = 0;
const DEFLATED = 1;

/** Below it, compression saves less than it costs. */
const COMPRESS_FROM_BYTES = 2048;
/** The fastest level: four fifths of what the best one saves, at a fifth of its time. */
const LEVEL = 1;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Encodes a payload for storing; compression runs on another thread. */
export async function encodePayload(text: Buffer): Promise<EncodedPayload> {
  if (text.length < COMPRESS_FROM_BYTES) return { encoding: PLAIN, bytes: text };
  return { encoding: DEFLATED, bytes: await deflate(text, { level: LEVEL }) };
}

/** The text of a stored payload. */
export async function decodePayload({ encoding, bytes }: EncodedPayload): Promise<string> {
  switch (encoding) {
    case PLAIN:
      return bytes.toString('utf8');
    case DEFLATED:
      return (await inflate(bytes)).toString('utf8');
    default:
      throw new Error(`payload encoding ${encoding} is unknown`);
  }
}
