import { gzipSync } from 'node:zlib';
import { type Answer } from '../support/http';
import { expectProblem, type ProblemName } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored, storedBy } from '../support/stored';

const GZIP = { 'content-encoding': 'gzip' };
const ITEM = '{"partner_client_id":"a"}';
const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const zipped = (text: string | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(text));

describe('a body', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0, env: { MAX_BODY_BYTES: '1100000' } });
  });
  afterAll(() => service.stop());

  const post = (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> =>
    service.partners[0].post('/api/v1/clients', body, headers);

  async function expectRefused(name: ProblemName, request: () => Promise<Answer>): Promise<Answer> {
    let answer: Answer | undefined;
    await expectNothingStored(service, async () => {
      answer = await request();
      expectProblem(answer, name);
    });
    return answer as Answer;
  }

  it.each<[string, string | Uint8Array]>([
    ['nothing at all', ''],
    ['white space alone', ' \n\t\r '],
    ['a byte order mark alone', '\ufeff'],
    ['two byte order marks', `\ufeff\ufeff[${ITEM}]`],
    ['a byte order mark behind the bracket', `[\ufeff${ITEM}]`],
    ['{', '{'],
    ['an array without its end', `[${ITEM}`],
    ['an array that ends twice', `[${ITEM}]]`],
    ['two arrays', `[${ITEM}][${ITEM}]`],
    ['a trailing comma', `[${ITEM},]`],
    ['a trailing comma in an object', '[{"a":1,}]'],
    ['a leading comma', `[,${ITEM}]`],
    ['no comma', `[${ITEM}${ITEM}]`],
    ['a comment', `[${ITEM} /* two */]`],
    ['a line comment', `[${ITEM} // two\n]`],
    ['NaN', '[{"a":NaN}]'],
    ['Infinity', '[-Infinity]'],
    ['undefined', '[undefined]'],
    ['single quotes', `[{'a':1}]`],
    ['a name without quotes', '[{a:1}]'],
    ['a name without a value', '[{"a"}]'],
    ['a leading zero', '[01]'],
    ['a plus sign', '[+1]'],
    ['a hexadecimal number', '[0x1]'],
    ['a point without digits', '[1.]'],
    ['a literal in capitals', '[True]'],
    ['a line break in a string', '["a\nb"]'],
    ['NUL in a string', '["a\0b"]'],
    ['an unknown escape', String.raw`["\x41"]`],
    ['half an escape', String.raw`["\u12"]`],
    ['a string without its end', '["a]'],
    ['white space that JSON does not know', `[\u00a0${ITEM}]`],
    ['NUL behind the end', `[${ITEM}]\0`],
    ['UTF-16', new Uint8Array(Buffer.from(`[${ITEM}]`, 'utf16le'))],
  ])('with %s is refused as malformed JSON', async (_what, body) => {
    await expectRefused('malformed-json', () => post(body));
  });

  it.each(['{}', ITEM, 'null', '"x"', '1', 'true', '{"items":[{}]}'])(
    '%s is refused, since it is no array',
    async (body) => {
      await expectRefused('not-an-array', () => post(body));
    },
  );

  it.each(['[]', ' [ \n ] ', '\ufeff[]'])('%j is refused, since it is empty', async (body) => {
    await expectRefused('empty-array', () => post(body));
  });

  it.each<[string, number[]]>([
    ['a lone continuation byte', [0x80]],
    ['a sequence that stops short', [0xe2, 0x82]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point over U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['Latin-1', [0x4d, 0xfc, 0x6c]],
    ['the byte FF', [0xff]],
  ])('with %s in a string is refused, never repaired', async (_what, sequence) => {
    await expectRefused('invalid-utf8', () => post(bytes('[{"partner_client_id":"a', sequence, '"}]')));
    await expectRefused('invalid-utf8', () => post(bytes('[{"', sequence, '":1}]')));
  });

  it.each<[string, string]>([
    ['arrays 33 deep', '['.repeat(33) + ']'.repeat(33)],
    ['objects 33 deep', `[${'{"a":'.repeat(32)}1${'}'.repeat(32)}]`],
    ['arrays 5,000 deep', '['.repeat(5_000) + ']'.repeat(5_000)],
    ['arrays 500,000 deep', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['arrays 500,000 deep without an end', '['.repeat(500_000)],
    ['objects 100,000 deep', '[' + '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000) + ']'],
    ['arrays 5,000 deep in no array', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('with %s is refused as too deep', async (_what, body) => {
    await expectRefused('too-deep', () => post(body));
    await expectRefused('too-deep', () => post(zipped(body), GZIP));
  });

  it.each<[string, () => Uint8Array]>([
    ['plain text', () => bytes(`[${ITEM}]`)],
    ['nothing', () => bytes('')],
    ['a truncated stream', () => zipped(`[${ITEM}]`).subarray(0, -4)],
    ['a damaged stream', () => zipped(`[${ITEM}]`).map((byte, at) => (at === 14 ? byte ^ 0xff : byte))],
    [
      'a wrong checksum',
      () => zipped(`[${ITEM}]`).map((byte, at, all) => (at === all.length - 8 ? byte ^ 1 : byte)),
    ],
    ['bytes behind the end', () => bytes([...zipped(`[${ITEM}]`)], 'x')],
  ])('called gzip that is %s is refused as corrupt', async (_what, body) => {
    await expectRefused('corrupt-encoding', () => post(body(), GZIP));
  });

  it.each<[string, Record<string, string>]>([
    ['text', { 'content-type': 'text/plain' }],
    ['another kind of JSON', { 'content-type': 'application/json-patch+json' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['form data', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['XML', { 'content-type': 'application/xml' }],
    ['no media type', { 'content-type': '' }],
    ['Latin-1', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['UTF-16', { 'content-type': 'application/json; charset=utf-16' }],
    ['two charsets', { 'content-type': 'application/json; charset=utf-8; charset=utf-16' }],
    ['Brotli', { 'content-encoding': 'br' }],
    ['deflate', { 'content-encoding': 'deflate' }],
    ['gzip twice', { 'content-encoding': 'gzip, gzip' }],
    ['an unknown coding', { 'content-encoding': 'x' }],
  ])('that says it is %s is refused with 415', async (_what, headers) => {
    await expectRefused('unsupported-media-type', () => post(`[${ITEM}]`, headers));
  });

  it.each<[string, () => Promise<Answer>]>([
    ['with a byte order mark', () => post(`\ufeff[${ITEM}]`)],
    ['in gzip with a byte order mark', () => post(zipped(`\ufeff[${ITEM}]`), GZIP)],
    ['with white space around', () => post(` \r\n\t[ ${ITEM} ]\n\n`)],
    [
      'with its charset named',
      () => post(`[${ITEM}]`, { 'content-type': 'Application/JSON; Charset="UTF-8"' }),
    ],
    ['with "identity" for a coding', () => post(`[${ITEM}]`, { 'content-encoding': 'identity' })],
    ['in several gzip members', () => post(bytes([...zipped('['), ...zipped(`${ITEM}]`)]), GZIP)],
    ['with items that are no objects', () => post('[null,1,"x",[],[[]],{},true]')],
    ['with a member name twice in an item', () => post('[{"a":1,"a":2}]')],
    ['with an item 32 deep', () => post('['.repeat(32) + ']'.repeat(32))],
  ])('%s is accepted', async (_what, request) => {
    const before = await storedBy(service);
    expect((await request()).status).toBe(202);
    expect((await storedBy(service)).batches).toBe(before.batches + 1);
  });
});
