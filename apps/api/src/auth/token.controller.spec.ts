import { CLIENT, FakeRooms } from '../testing/fake-rooms';
import { type Body, CREDENTIALS, JSON_TYPE } from '../testing/partner-calls';
import { startApi, type StartedApi } from '../testing/start-api';

const rooms = new FakeRooms();
let api: StartedApi;

beforeAll(async () => {
  api = await startApi(rooms);
});
afterAll(() => api.stop());
afterEach(() => {
  rooms.failure = null;
});

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

function tokenRequest(body: Body | null, headers: Record<string, string>): Promise<Response> {
  return fetch(`${api.url}/auth/v1/token`, { method: 'POST', body, headers });
}

describe('POST token', () => {
  const form = (parameters: Record<string, string>) => new URLSearchParams(parameters);
  const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`,
  });

  it.each<[string, Body, Record<string, string>]>([
    ['JSON', JSON.stringify(CREDENTIALS), JSON_TYPE],
    ['a form', form(CREDENTIALS), {}],
    [
      'HTTP Basic and a form',
      form({ grant_type: 'client_credentials', client_id: CLIENT.clientId, scope: 'any' }),
      basic(CLIENT.clientId, CLIENT.clientSecret),
    ],
    [
      'HTTP Basic and JSON',
      '{"grant_type":"client_credentials"}',
      { ...JSON_TYPE, ...basic(CLIENT.clientId, CLIENT.clientSecret) },
    ],
  ])('issues a token for credentials in %s', async (_what, body, headers) => {
    const response = await tokenRequest(body, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
      token_type: 'Bearer',
      expires_in: 86_400,
    });
  });

  it.each<[string, number, string, Body | null, Record<string, string>]>([
    ['a wrong secret', 401, 'invalid_client', form({ ...CREDENTIALS, client_secret: 'x' }), {}],
    ['a wrong id', 401, 'invalid_client', form({ ...CREDENTIALS, client_id: 'x' }), {}],
    [
      'an id that no database could hold',
      401,
      'invalid_client',
      form({ ...CREDENTIALS, client_id: '\0' }),
      {},
    ],
    ['no secret', 400, 'invalid_request', form({ ...CREDENTIALS, client_secret: '' }), {}],
    ['no grant type', 400, 'invalid_request', form({ ...CREDENTIALS, grant_type: '' }), {}],
    [
      'another grant type',
      400,
      'unsupported_grant_type',
      form({ ...CREDENTIALS, grant_type: 'password' }),
      {},
    ],
    [
      'a parameter given twice',
      400,
      'invalid_request',
      `${form(CREDENTIALS).toString()}&grant_type=x`,
      FORM_TYPE,
    ],
    ['a body that is no JSON', 400, 'invalid_request', '{', JSON_TYPE],
    ['a body that is no object', 400, 'invalid_request', 'null', JSON_TYPE],
    ['a number for an id', 400, 'invalid_request', '{"client_id":1}', JSON_TYPE],
    ['another media type', 400, 'invalid_request', 'x', { 'content-type': 'text/plain' }],
    ['a media type that is none', 400, 'invalid_request', 'x', { 'content-type': ';' }],
    ['no body', 400, 'invalid_request', null, {}],
    ['a large body', 400, 'invalid_request', form({ ...CREDENTIALS, x: 'x'.repeat(20_000) }), {}],
    ['credentials in both places', 400, 'invalid_request', form(CREDENTIALS), basic('demo', 'x')],
    [
      'two different ids',
      400,
      'invalid_request',
      form({ grant_type: 'client_credentials', client_id: 'other' }),
      basic('demo', 'x'),
    ],
  ])('refuses %s with %i %s', async (_what, status, error, body, headers) => {
    const response = await tokenRequest(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ error, error_description: expect.any(String) as unknown });
  });

  it.each([
    ['wrong credentials', basic('demo', 'x')],
    ['no colon', { authorization: `Basic ${Buffer.from('demo').toString('base64')}` }],
    ['a broken escape', { authorization: `Basic ${Buffer.from('%zz:x').toString('base64')}` }],
    ['another scheme', { authorization: 'Bearer x' }],
  ])('asks for HTTP Basic again after %s in the header', async (_what, headers) => {
    const response = await tokenRequest(form({ grant_type: 'client_credentials' }), headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('answers a wrong id and a wrong secret alike', async () => {
    const texts = await Promise.all(
      [{ client_id: 'x' }, { client_secret: 'x' }].map(async (wrong) =>
        (await tokenRequest(form({ ...CREDENTIALS, ...wrong }), {})).text(),
      ),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it('refuses a suspended partner that gives the right secret', async () => {
    rooms.register('gone', 'secret', 'suspended');
    const answer = async (secret: string): Promise<unknown> => {
      const credentials = { ...CREDENTIALS, client_id: 'gone', client_secret: secret };
      return (await tokenRequest(form(credentials), {})).json() as Promise<unknown>;
    };
    expect(await answer('secret')).toMatchObject({ error: 'unauthorized_client' });
    expect(await answer('wrong')).toMatchObject({ error: 'invalid_client' });
  });

  it('says so when the database is away', async () => {
    rooms.failure = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const response = await tokenRequest(form(CREDENTIALS), {});
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });
});
