import fc from 'fast-check';
import { indexAt, place } from './place';

/** A change to bytes whatever they mean. */
export interface ByteChange {
  readonly how: 'overwrite' | 'insert' | 'remove' | 'repeat' | 'cut off' | 'flip';
  readonly at: number;
  readonly bytes: Buffer;
  readonly length: number;
}

/** Bytes that mean something to some reader: to HTTP, to UTF-8, to JSON, to gzip. */
const TELLING_BYTES = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '\t',
    ':',
    ',',
    '"',
    '\\',
    '\x7f',
    '\r\n\r\n',
    '%',
    '%00',
    '%zz',
    '../',
    '?',
    '#',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '0',
    '-',
    'e',
    '\x1f\x8b',
    '\x08',
    '0\r\n\r\n',
    'HTTP/1.1',
    'HTTP/2.0',
    'GET / HTTP/1.1\r\n\r\n',
  ],
  ...[
    '\xc0\x80',
    '\xff\xfe',
    '\xed\xa0\x80',
    '\xf4\x90\x80\x80',
    '\x80',
    '\xef\xbb\xbf',
    '\xe2\x80\xa8',
    '\xf0\x9f',
  ],
].map((text) => Buffer.from(text, 'latin1'));

export const byteChange: fc.Arbitrary<ByteChange> = fc.record({
  how: fc.constantFrom('overwrite', 'insert', 'remove', 'repeat', 'cut off', 'flip'),
  at: place,
  bytes: fc.oneof(
    fc.constantFrom(...TELLING_BYTES),
    fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  ),
  length: fc.nat(16),
});

export function withByteChange(bytes: Buffer, change: ByteChange): Buffer {
  const at = indexAt(change.at, bytes.length + 1);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  const { length } = change;
  switch (change.how) {
    case 'overwrite':
      return Buffer.concat([before, change.bytes, after.subarray(change.bytes.length)]);
    case 'insert':
      return Buffer.concat([before, change.bytes, after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(length + 1)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, length + 1), after]);
    case 'cut off':
      return before;
    case 'flip': {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << (length % 8));
      return flipped;
    }
  }
}
