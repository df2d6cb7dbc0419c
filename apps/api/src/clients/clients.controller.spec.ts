import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { BATCH_ID, FakeRooms, TAG } from '../testing/fake-rooms';
import { PartnerCalls, problemIn } from '../testing/partner-calls';
import { eventually } from '../testing/raw-exchange';
import { startApi, type StartedApi } from '../testing/start-api';

const rooms = new FakeRooms();
let api: StartedApi;
let partner: PartnerCalls;

beforeAll(async () => {
  api = await startApi(rooms, { MAX_BODY_BYTES: '4096', RECEIVE_BUDGET_BYTES: '8192' });
  partner = await PartnerCalls.login(api);
});
afterAll(() => api.stop());
afterEach(() => {
  rooms.failure = null;
  rooms.accepted.length = 0;
});

describe('POST clients', () => {
  it.each(['/api/v1', '/data/v1'])(
    'answers 202 under %s with the prefix that the caller used',
    async (prefix) => {
      const response = await partner.post('[{}]', {}, `${prefix}/clients`);
      const uri = `${prefix}/clients/status/${BATCH_ID}`;

      expect(response.status).toBe(202);
      expect(response.headers.get('location')).toBe(uri);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await response.json()).toEqual({ status_check_id: BATCH_ID, status_check_uri: uri });
      expect(rooms.accepted).toMatchObject([{ partnerId: 'id-of-demo', kind: 'clients', uriPrefix: prefix }]);
      expect(rooms.accepted[0]).not.toHaveProperty('idempotency');
    },
  );

  it.each(['/API/V1/Clients', '/api/v1/clients/', '/data/v1/CLIENTS/?x=y', '/%61pi/v1/clients'])(
    'answers at %s',
    async (path) => {
      expect((await partner.post('[{}]', {}, path)).status).toBe(202);
    },
  );

  it('passes the bytes on untouched, chunked and inflated ones too', async () => {
    const body = Buffer.from('[{"partner_client_id":"é\ud83d\ude00"} ]');
    await partner.post(body);
    await partner.post(new Blob([body]).stream());
    await partner.post(gzipSync(body), { 'content-encoding': 'gzip' });
    await partner.post(Buffer.concat([gzipSync(body.subarray(0, 5)), gzipSync(body.subarray(5))]), {
      'content-encoding': 'X-GZIP',
    });
    expect(rooms.accepted.map((request) => request.body.toString())).toEqual(Array(4).fill(body.toString()));
  });

  it('hands an idempotency key on with the SHA-256 of the inflated bytes', async () => {
    const body = Buffer.from('[{}]');
    await partner.post(body, { 'idempotency-key': 'k-1' });
    await partner.post(gzipSync(body), { 'idempotency-key': 'k-1', 'content-encoding': 'gzip' });
    const idempotency = { key: 'k-1', bodySha256: createHash('sha256').update(body).digest() };
    expect(rooms.accepted).toMatchObject([{ idempotency }, { idempotency }]);
  });

  it.each([
    ['another media type', { 'content-type': 'text/plain' }],
    ['a media type that is none', { 'content-type': ';;' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['another coding', { 'content-encoding': 'br' }],
    ['two codings', { 'content-encoding': 'gzip, gzip' }],
  ])('refuses %s with 415', async (_what, headers) => {
    expect(await problemIn(await partner.post('[{}]', headers))).toMatchObject({
      status: 415,
      type: '/problems/unsupported-media-type',
    });
  });

  it('refuses a missing media type with 415, with and without a body', async () => {
    const blob = new Blob(['[{}]']);
    expect((await partner.call('/api/v1/clients', { method: 'POST', body: blob })).status).toBe(415);
    expect((await partner.call('/api/v1/clients', { method: 'POST' })).status).toBe(415);
  });

  it('takes a body of exactly the limit and refuses one byte more, declared, chunked or inflated', async () => {
    const limit = Buffer.alloc(4096, ' ');
    const more = Buffer.alloc(4097, ' ');
    expect((await partner.post(limit)).status).toBe(202);
    expect((await partner.post(gzipSync(limit), { 'content-encoding': 'gzip' })).status).toBe(202);
    const tooMany = { status: 413, type: '/problems/too-many-bytes' };
    expect(await problemIn(await partner.post(more))).toEqual(tooMany);
    expect(await problemIn(await partner.post(new Blob([more]).stream()))).toEqual(tooMany);
    expect(await problemIn(await partner.post(gzipSync(more), { 'content-encoding': 'gzip' }))).toEqual(
      tooMany,
    );
    expect(
      await problemIn(await partner.post(gzipSync(Buffer.alloc(5e6)), { 'content-encoding': 'gzip' })),
    ).toEqual(tooMany);
    // Larger than what the body's check of its media type would allow to matter: 413 comes before 400.
    expect(await problemIn(await partner.post(more, { 'idempotency-key': '' }))).toEqual(tooMany);
    expect(await problemIn(await partner.post(more, { 'content-type': 'text/plain' }))).toMatchObject({
      status: 415,
    });
  });

  it.each([
    ['a truncated stream', (gzip: Buffer) => gzip.subarray(0, -5)],
    ['a damaged stream', (gzip: Buffer) => Buffer.concat([gzip.subarray(0, 12), Buffer.from('xxxx'), gzip])],
    ['bytes after the end', (gzip: Buffer) => Buffer.concat([gzip, Buffer.from('garbage')])],
    ['zeros after the end', (gzip: Buffer) => Buffer.concat([gzip, Buffer.alloc(8)])],
    ['plain text', () => Buffer.from('[{}]')],
  ])('refuses %s in gzip with 400', async (_what, spoil) => {
    const response = await partner.post(
      new Uint8Array(spoil(gzipSync('[{"a":"aaaaaaaaaaaaaaaaaaaaaaa"}]'))),
      {
        'content-encoding': 'gzip',
      },
    );
    expect(await problemIn(response)).toEqual({ status: 400, type: '/problems/corrupt-encoding' });
    expect(rooms.accepted).toEqual([]);
  });

  it('answers 503 with Retry-After while the database is away', async () => {
    rooms.failure = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const response = await partner.post('[{}]');
    expect(await problemIn(response)).toEqual({ status: 503, type: '/problems/database-away' });
    expect(response.headers.get('retry-after')).toBe('2');
  });

  it('tells nothing of an error of its own', async () => {
    rooms.failure = new Error('SELECT canary');
    const response = await partner.post('[{}]');
    expect(response.status).toBe(500);
    expect(await response.clone().text()).not.toContain('canary');
    expect(await problemIn(response)).toMatchObject({ type: '/problems/internal-error' });
  });
});

describe('POST clients/revenueClaims', () => {
  it('answers with the document, decided for the partner with its currency', async () => {
    const response = await partner.post('[{}]', {}, '/data/v1/Clients/RevenueClaims');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ id: 'x' });
    expect(rooms.decided).toMatchObject([
      { partnerId: 'id-of-demo', kind: 'clients-with-claims', currency: 'GBP', uriPrefix: '/data/v1' },
    ]);
  });
});

describe('GET clients/status', () => {
  it.each(['/api/v1/clients/status/', '/data/v1/Clients/Status/'])(
    'streams the document at %s',
    async (path) => {
      const response = await partner.call(path + BATCH_ID);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toEqual({ id: 'x' });
    },
  );

  it('answers HEAD without reading on', async () => {
    const short = rooms.documentChunks;
    rooms.documentChunks = Array.from({ length: 100 }, () => 'x'.repeat(100_000));
    const { chunksRead, chunksEnded } = rooms;
    const response = await partner.call(`/api/v1/clients/status/${BATCH_ID}`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    // Not 0, which would say that the document is empty.
    expect(response.headers.get('content-length')).toBeNull();
    expect(await response.text()).toBe('');
    await eventually(() => rooms.chunksEnded === chunksEnded + 1);
    expect(rooms.chunksRead).toBe(chunksRead + 2);
    rooms.documentChunks = short;
  });

  it('sends a short document at once and a long one in chunks', async () => {
    rooms.documentChunks = ['{"id":"x"}'];
    const short = await partner.call(`/api/v1/clients/status/${BATCH_ID}`);
    expect(short.headers.get('content-length')).toBe('10');
    rooms.documentChunks = ['["', 'x'.repeat(100_000), '"]'];
    const long = await partner.call(`/api/v1/clients/status/${BATCH_ID}`);
    expect(long.headers.get('content-length')).toBeNull();
    expect(await long.json()).toEqual(['x'.repeat(100_000)]);
    rooms.documentChunks = ['{"id":', '"x"}'];
  });

  it('compresses a document for a caller that accepts gzip, and for no other', async () => {
    rooms.documentChunks = ['["', 'x'.repeat(100_000), '"]'];
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['br, gzip;q=0.5', 'gzip'],
      ['br', null],
      ['gzip;q=0', null],
      ['identity', null],
    ] as const) {
      const response = await partner.call(`/api/v1/clients/status/${BATCH_ID}`, {
        headers: { 'accept-encoding': accepted },
      });
      expect([accepted, response.headers.get('content-encoding')]).toEqual([accepted, encoding]);
      expect(await response.json()).toEqual(['x'.repeat(100_000)]);
    }
    rooms.documentChunks = ['{"id":', '"x"}'];
  });

  it.each([
    [`W/"${TAG}"`, 304],
    [`"${TAG}"`, 304],
    [`"another", W/"${TAG}"`, 304],
    ['*', 304],
    ['"another"', 200],
    [TAG, 200],
  ])('answers If-None-Match: %s with %i, and the ETag', async (ifNoneMatch, status) => {
    const response = await partner.call(`/api/v1/clients/status/${BATCH_ID}`, {
      headers: { 'if-none-match': ifNoneMatch },
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('etag')).toBe(`W/"${TAG}"`);
    expect((await response.text()) === '').toBe(status === 304);
  });

  it.each(['no-uuid', '%00', 'x'.repeat(5000), '..%2f..'])('answers 404 for the id %s', async (id) => {
    expect(await problemIn(await partner.call(`/api/v1/clients/status/${id}`))).toEqual({
      status: 404,
      type: '/problems/not-found',
    });
  });
});
