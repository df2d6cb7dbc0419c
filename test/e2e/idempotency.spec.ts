import { gzipSync } from 'node:zlib';
import { client } from '../support/clients';
import { type Answer } from '../support/http';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { connected } from '../support/sql';
import { expectNothingStored, storedBy } from '../support/stored';
import { type Accepted } from '../support/status-document';

const PATH = '/api/v1/clients';
/** Every character that a key may be made of. */
const VISIBLE = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join('');

describe('a request with an Idempotency-Key', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  const post = (
    key: string,
    body: unknown,
    { path = PATH, headers = {}, partner = 0 } = {},
  ): Promise<Answer> =>
    service.partners[partner as 0 | 1].post(path, body, { ...headers, 'idempotency-key': key });
  const whole = ({ status, headers, text }: Answer): unknown => [
    status,
    text,
    headers.get('location'),
    headers.get('retry-after'),
  ];

  it('that comes again gets the original answer again, and nothing is stored or decided again', async () => {
    const body = [client('again')];
    const first = await post('again', body);
    expect(first.status).toBe(202);
    await expectNothingStored(service, async () => {
      expect(whole(await post('again', body))).toEqual(whole(first));
      const { counts } = await service.partners[0].decided(first.json() as Accepted);
      expect(counts.Completed).toBe(1);
      expect(whole(await post('again', body))).toEqual(whole(first));
    });
    expect((await service.partners[0].decided(first.json() as Accepted)).counts.Completed).toBe(1);
  });

  it('is the same under both prefixes and in any spelling of the route', async () => {
    const first = await post('prefix', '[{}]', { path: '/data/v1/clients' });
    expect((first.json() as Accepted).status_check_uri).toMatch(/^\/data\/v1\/clients\/status\//);
    await expectNothingStored(service, async () => {
      expect(whole(await post('prefix', '[{}]'))).toEqual(whole(first));
      expect(whole(await post('prefix', '[{}]', { path: '/API/v1/Clients/?x=1' }))).toEqual(whole(first));
    });
  });

  it('is the same in gzip and plain, since the inflated bytes count', async () => {
    const zipped = { headers: { 'content-encoding': 'gzip' } };
    const first = await post('gzip', gzipSync('[{}]'), zipped);
    await expectNothingStored(service, async () => {
      expect(whole(await post('gzip', '[{}]'))).toEqual(whole(first));
      expect(whole(await post('gzip', gzipSync('[{}]', { level: 0 }), zipped))).toEqual(whole(first));
    });
  });

  it('is recognised a day later', async () => {
    const first = await post('old', '[{}]');
    await connected(service.databaseUrl, (connection) =>
      connection.query(
        `UPDATE idempotency_keys SET created_at = now() - interval '24 hours' WHERE idempotency_key = 'old'`,
      ),
    );
    expect(whole(await post('old', '[{}]'))).toEqual(whole(first));
  });

  it.each(['[{} ]', '[{},{}]', '\ufeff[{}]', '[{"a":1}]'])(
    'is refused with 422 when its bytes have become %j',
    async (body) => {
      const key = `bytes-${body.length}`;
      await post(key, '[{}]');
      await expectNothingStored(service, async () => {
        expectProblem(await post(key, body), 'idempotency-mismatch');
      });
      expect((await post(key, '[{}]')).status).toBe(202);
    },
  );

  it('is refused with 422 when the key was used on another route', async () => {
    await connected(service.databaseUrl, async (connection) => {
      await post('route', '[{}]');
      await connection.query(
        `UPDATE idempotency_keys SET record_kind = 'revenue-claims' WHERE idempotency_key = 'route'`,
      );
    });
    await expectNothingStored(service, async () => {
      expectProblem(await post('route', '[{}]'), 'idempotency-mismatch');
    });
  });

  it('is another one with another key, without a key, with the key in other letters, and from another partner', async () => {
    const { batches } = await storedBy(service);
    const answers = [
      await post('own', '[{}]'),
      await post('own-2', '[{}]'),
      await post('OWN', '[{}]'),
      await post('own', '[{}]', { partner: 1 }),
      await service.partners[0].post(PATH, '[{}]'),
      await service.partners[0].post(PATH, '[{}]'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202));
    expect(new Set(answers.map((answer) => (answer.json() as Accepted).status_check_id)).size).toBe(6);
    expect((await storedBy(service)).batches).toBe(batches + 6);
  });

  it.each<[string, unknown, Record<string, string>]>([
    ['malformed', '[{]', {}],
    ['empty', '[]', {}],
    ['corrupt', 'x', { 'content-encoding': 'gzip' }],
    ['of another media type', '[{}]', { 'content-type': 'text/plain' }],
  ])('that is refused, being %s, does not use the key up', async (what, body, headers) => {
    const key = what.replaceAll(' ', '-');
    await expectNothingStored(service, async () => {
      expect((await post(key, body, { headers })).status).toBeGreaterThanOrEqual(400);
    });
    expect((await post(key, '[{}]')).status).toBe(202);
  });

  it.each(['k', VISIBLE, 'x'.repeat(255), '0', `"quoted"`, `';--`])('may have the key %s', async (key) => {
    const first = await post(key, '[{}]');
    expect(first.status).toBe(202);
    expect(whole(await post(key, '[{}]'))).toEqual(whole(first));
  });
});
