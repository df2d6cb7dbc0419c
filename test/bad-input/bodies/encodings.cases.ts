import { type BodyCase, type Bytes, bytes, GZIP, ITEM, refusedAs, zipped } from './body-case';

const PLAIN = `[${ITEM}]`;
const change = (body: Bytes, at: number): Bytes =>
  body.map((byte, index) => (index === (at + body.length) % body.length ? byte ^ 1 : byte));

/** What is said to be gzip, and is not, or not whole. */
export const CORRUPT_GZIP: readonly BodyCase[] = refusedAs('corrupt-encoding', GZIP, {
  'plain text': PLAIN,
  nothing: '',
  'a header alone': zipped(PLAIN).subarray(0, 10),
  'a truncated stream': zipped(PLAIN).subarray(0, -4),
  'a damaged stream': zipped(PLAIN).map((byte, at) => (at === 14 ? byte ^ 0xff : byte)),
  'a wrong checksum': change(zipped(PLAIN), -8),
  'a wrong length': change(zipped(PLAIN), -4),
  'bytes behind the end': bytes([...zipped(PLAIN)], 'x'),
  'a second member that is cut off': bytes([...zipped(PLAIN), ...zipped(' ').subarray(0, -1)]),
  'a method that gzip does not know': bytes([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0]),
});

const said = (headers: Readonly<Record<string, string>>, ...names: string[]): BodyCase[] =>
  names.map((name) => ({ name, headers, body: PLAIN, problem: 'unsupported-media-type' }));
const type = (text: string, name: string): BodyCase[] => said({ 'content-type': text }, name);
const coding = (text: string, name: string): BodyCase[] => said({ 'content-encoding': text }, name);

/** Good bodies that are said to be something else. */
export const OTHER_TYPES: readonly BodyCase[] = [
  ...type('text/plain', 'text'),
  ...type('application/json-patch+json', 'another kind of JSON'),
  ...type('application/problem+json', 'a problem document'),
  ...type('application/jsonx', 'nearly JSON'),
  ...type('application/x-www-form-urlencoded', 'a form'),
  ...type('multipart/form-data; boundary=x', 'form data'),
  ...type('application/xml', 'XML'),
  ...type('*/*', 'anything'),
  ...type('', 'no media type'),
  ...type('json', 'a media type without a subtype'),
  ...type('application/json, application/json', 'two media types'),
  ...type('application/json; charset=iso-8859-1', 'Latin-1'),
  ...type('application/json; charset=utf-16', 'UTF-16'),
  ...type('application/json; charset=utf-7', 'UTF-7'),
  ...type('application/json; charset=', 'an empty charset'),
  ...type('application/json; charset=utf-8; charset=utf-16', 'two charsets'),
  ...coding('br', 'Brotli'),
  ...coding('deflate', 'deflate'),
  ...coding('zstd', 'Zstandard'),
  ...coding('gzip, gzip', 'gzip twice'),
  ...coding('gzip;q=1', 'gzip with a weight'),
  ...coding('x', 'an unknown coding'),
];
