import { gzipSync } from 'node:zlib';
import { type Answer, send, type Sent } from '../support/http';
import { expectProblem, type ProblemName } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored } from '../support/stored';

const MAX_ITEMS = 5;
const TEXT = { 'content-type': 'text/plain' };
const BAD_KEY = { 'idempotency-key': 'two words' };
const USED_KEY = { 'idempotency-key': 'used' };
const TOO_LARGE = '{'.repeat(2_000);
/** Inflates to more than is allowed long before its end, which is cut off. */
const ENDLESS = new Uint8Array(gzipSync(Buffer.alloc(4_000_000)).subarray(0, -8));
const TOO_MANY = `[${Array(MAX_ITEMS + 1)
  .fill('{}')
  .join()}]`;
const TOO_DEEP = '['.repeat(40) + ']'.repeat(40);

describe('a request that is wrong in several ways', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({
      workers: 0,
      env: { MAX_ITEMS: `${MAX_ITEMS}`, MAX_BODY_BYTES: '1024', MAX_DEPTH: '8' },
    });
    await service.partners[0].submitClients([{}], USED_KEY);
  });
  afterAll(() => service.stop());

  const call = (
    path: string,
    headers: Record<string, string>,
    body?: Sent['body'],
    method = 'POST',
  ): Promise<Answer> =>
    service.partners[0].send(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
    });
  const clients = (headers: Record<string, string>, body: Sent['body']): Promise<Answer> =>
    call('/api/v1/clients', headers, body);

  it.each<[ProblemName, string, () => Promise<Answer>]>([
    [
      'unauthenticated',
      'without token, at no address, …',
      () =>
        send(`${service.apiUrl}/api/v1/nothing`, {
          method: 'POST',
          headers: { ...TEXT, ...BAD_KEY },
          body: TOO_LARGE,
        }),
    ],
    [
      'unauthenticated',
      'without token, by another method, …',
      () =>
        send(`${service.apiUrl}/api/v1/clients`, {
          method: 'PUT',
          headers: { ...TEXT, ...BAD_KEY },
          body: TOO_LARGE,
        }),
    ],
    [
      'not-found',
      'at no address, as text, too large, …',
      () => call('/api/v1/nothing', { ...TEXT, ...BAD_KEY }, TOO_LARGE),
    ],
    [
      'method-not-allowed',
      'by another method, as text, too large, …',
      () => call('/api/v1/clients', { ...TEXT, ...BAD_KEY }, TOO_LARGE, 'PUT'),
    ],
    [
      'unsupported-media-type',
      'as text, too large, malformed, …',
      () => clients({ ...TEXT, ...BAD_KEY }, TOO_LARGE),
    ],
    [
      'unsupported-media-type',
      'in Brotli, too large, malformed, …',
      () => clients({ 'content-encoding': 'br', ...BAD_KEY }, TOO_LARGE),
    ],
    ['too-many-bytes', 'too large, malformed, with a bad key', () => clients(BAD_KEY, TOO_LARGE)],
    [
      'too-many-bytes',
      'inflated too large, with a stream that never ends',
      () => clients({ 'content-encoding': 'gzip', ...USED_KEY }, ENDLESS),
    ],
    ['too-many-items', 'with too many items and a bad key', () => clients(BAD_KEY, TOO_MANY)],
    ['too-many-items', 'with too many items and a used key', () => clients(USED_KEY, TOO_MANY)],
    [
      'too-many-items',
      'with too many items and bad UTF-8',
      () => clients({}, new Uint8Array(Buffer.from(TOO_MANY.replace('{}', '"\xff"'), 'latin1'))),
    ],
    [
      'too-many-items',
      'with too many items, malformed at its end',
      () => clients(BAD_KEY, TOO_MANY.replace(']', '!')),
    ],
    [
      'too-many-items',
      'with too many items, the first of them nested too deep, and a bad key',
      () => clients(BAD_KEY, TOO_MANY.replace('{}', TOO_DEEP)),
    ],
    [
      'too-deep',
      'nested too deep, with as many items as are taken and a bad key',
      () => clients(BAD_KEY, TOO_MANY.replace('{},{}', TOO_DEEP)),
    ],
    ['malformed-json', 'malformed, with a used key', () => clients(USED_KEY, '[{]')],
    ['invalid-idempotency-key', 'with a bad key, for a body that is right', () => clients(BAD_KEY, '[{}]')],
    ['idempotency-mismatch', 'with a used key, for a body that is right', () => clients(USED_KEY, '[{} ]')],
  ])('is refused as %s: %s', async (name, _what, request) => {
    await expectNothingStored(service, async () => {
      expectProblem(await request(), name);
    });
  });
});
