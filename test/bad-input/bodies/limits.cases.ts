import { LIMITS } from '../attacked-service';
import { type BodyCase, bytes, type Bytes, GZIP, ITEM, refusedAs, zipped } from './body-case';

const items = (count: number): string => `[${Array(count).fill('{}').join()}]`;
/** One item and white space, so many bytes in all. */
const padded = (length: number): Bytes => new Uint8Array(Buffer.alloc(length, ' ').fill('[{}]', 0, 4));
/** A gigabyte in a megabyte, in as many members as it takes. */
const bomb = (): Bytes => bytes(...Array<number[]>(64).fill([...zipped(Buffer.alloc(16 * 1024 ** 2), 9)]));

/** One more than is allowed of each. */
export const BEYOND_LIMITS: readonly BodyCase[] = [
  ...refusedAs('too-many-items', {}, { 'one item too many': items(LIMITS.items + 1) }),
  ...refusedAs('too-many-items', GZIP, { 'one item too many, in gzip': zipped(items(LIMITS.items + 1)) }),
  ...refusedAs('too-many-bytes', {}, { 'one byte too many': padded(LIMITS.bytes + 1) }),
  ...refusedAs('too-many-bytes', GZIP, {
    'one inflated byte too many': zipped(padded(LIMITS.bytes + 1)),
    'a gzip bomb of a gigabyte': bomb(),
  }),
];

/** Bodies that look wrong and are right, among them the largest of each sort: each is taken on every route. */
export const JUST_RIGHT: readonly Pick<BodyCase, 'name' | 'body' | 'headers'>[] = [
  { name: 'as many items as are allowed', body: items(LIMITS.items) },
  { name: 'as many bytes as are allowed', body: padded(LIMITS.bytes) },
  { name: 'as many inflated bytes as are allowed', body: zipped(padded(LIMITS.bytes)), headers: GZIP },
  { name: 'an item as deep as is allowed', body: '['.repeat(LIMITS.depth) + ']'.repeat(LIMITS.depth) },
  { name: 'a byte order mark', body: `\ufeff[${ITEM}]` },
  { name: 'a byte order mark in gzip', body: zipped(`\ufeff[${ITEM}]`), headers: GZIP },
  { name: 'white space around', body: ` \r\n\t[ ${ITEM} ]\n\n` },
  {
    name: 'a quoted charset',
    body: `[${ITEM}]`,
    headers: { 'content-type': 'Application/JSON; Charset="UTF-8"' },
  },
  { name: '"identity" for a coding', body: `[${ITEM}]`, headers: { 'content-encoding': 'identity' } },
  { name: 'several gzip members', body: bytes([...zipped('['), ...zipped(`${ITEM}]`)]), headers: GZIP },
];
