import { type Answer, send } from '../support/http';
import { expectProblem, type ProblemName } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored } from '../support/stored';

const TEXT = { 'content-type': 'text/plain' };
const GZIP = { 'content-encoding': 'gzip' };
const BAD_KEY = { 'idempotency-key': 'two words' };
const TOO_LARGE = '{'.repeat(2_000);
const TOO_MANY = '[{},{},{},{},{},{}]';

let service: Service;
beforeAll(async () => {
  service = await startService({
    workers: 0,
    env: {
      ...{ MAX_DEPTH: '8', MAX_ITEMS: '5', MAX_BODY_BYTES: '1024' },
      ...{ SYNC_MAX_ITEMS: '5', SYNC_MAX_BODY_BYTES: '1024' },
    },
  });
});
afterAll(() => service.stop());

describe.each([
  ['/api/v1/clients/revenueClaims', { 'idempotency-key': 'used-at-once' }],
  ['/api/v1/revenueClaims', { 'idempotency-key': 'used' }],
])('a request to %s that is wrong in several ways', (path, usedKey) => {
  beforeAll(() => service.partners[0].post(path, [{}], usedKey));

  const call = (headers: Record<string, string>, body: string, method = 'POST'): Promise<Answer> =>
    service.partners[0].send(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each<[ProblemName, string, () => Promise<Answer>]>([
    [
      'unauthenticated',
      'without token, as text, too large, …',
      () => send(service.apiUrl + path, { method: 'PUT', headers: { ...TEXT, ...BAD_KEY }, body: TOO_LARGE }),
    ],
    [
      'method-not-allowed',
      'by another method, as text, …',
      () => call({ ...TEXT, ...BAD_KEY }, TOO_LARGE, 'PUT'),
    ],
    ['unsupported-media-type', 'as text, too large, …', () => call({ ...TEXT, ...BAD_KEY }, TOO_LARGE)],
    ['too-many-bytes', 'too large, malformed, with a bad key', () => call(BAD_KEY, TOO_LARGE)],
    [
      'too-many-items',
      'with too many items, malformed at its end',
      () => call(BAD_KEY, TOO_MANY.replace(']', '!')),
    ],
    ['too-many-items', 'with too many items and a used key', () => call(usedKey, TOO_MANY)],
    ['malformed-json', 'malformed, with a used key', () => call(usedKey, '[{]')],
    ['not-an-array', 'an object, with a used key', () => call(usedKey, '{}')],
    ['empty-array', 'without items, with a used key', () => call(usedKey, '[]')],
    ['too-deep', 'too deep, with a used key', () => call(usedKey, '['.repeat(9) + ']'.repeat(9))],
    ['corrupt-encoding', 'no gzip, with a used key', () => call({ ...GZIP, ...usedKey }, '[{}]')],
    ['invalid-idempotency-key', 'with a bad key, for a body that is right', () => call(BAD_KEY, '[{}]')],
    ['idempotency-mismatch', 'with a used key, for a body that is right', () => call(usedKey, '[{} ]')],
  ])('is refused as %s: %s', async (name, _what, request) => {
    await expectNothingStored(service, async () => {
      expectProblem(await request(), name);
    });
  });
});
