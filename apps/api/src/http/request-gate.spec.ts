import { BATCH_ID, FakeRooms } from '../testing/fake-rooms';
import { CREDENTIALS, PartnerCalls, problemIn } from '../testing/partner-calls';
import { startApi, type StartedApi } from '../testing/start-api';

const rooms = new FakeRooms();
let api: StartedApi;
let partner: PartnerCalls;

beforeAll(async () => {
  api = await startApi(rooms);
  partner = await PartnerCalls.login(api);
});
afterAll(() => api.stop());
afterEach(() => {
  rooms.failure = null;
  rooms.accepted.length = 0;
});

describe('the gate', () => {
  it.each([
    ['POST', '/api/v1/clients'],
    ['GET', '/api/v1/clients'],
    ['GET', `/data/v1/clients/status/${BATCH_ID}`],
    ['GET', '/api/v1/nothing'],
    ['GET', '/API/V1'],
    ['GET', '/%61pi/v1/nothing'],
    ['POST', '/%61pi/v1/%63lients'],
  ])('asks for a token at %s %s before anything else', async (method, path) => {
    const response = await fetch(api.url + path, { method });
    expect(await problemIn(response)).toEqual({ status: 401, type: '/problems/unauthenticated' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="partner-client-service"');
  });

  it.each(['Bearer', 'Bearer a b', 'Basic eDp5', 'Token x'])(
    'takes "%s" for no token',
    async (authorization) => {
      const response = await partner.call('/api/v1/clients', { headers: { authorization } });
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="partner-client-service"');
    },
  );

  it('says that a token is not valid, whatever is wrong with it', async () => {
    const response = await partner.call('/api/v1/clients', { headers: { authorization: 'Bearer a.b.c' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="partner-client-service", error="invalid_token"',
    );
  });

  it('answers 404 for what is not there, with a token or outside the partner routes', async () => {
    const notFound = { status: 404, type: '/problems/not-found' };
    expect(await problemIn(await partner.call('/api/v1/nothing'))).toEqual(notFound);
    expect(await problemIn(await fetch(api.url + '/nothing'))).toEqual(notFound);
    expect(await problemIn(await fetch(api.url + '/api/v1/%zz'))).toEqual(notFound);
    expect(await problemIn(await fetch(api.url + '/api/v1x/clients'))).toEqual(notFound);
  });

  it.each([
    ['GET', '/api/v1/clients', 'POST'],
    ['PUT', '/data/v1/CLIENTS/', 'POST'],
    ['DELETE', `/api/v1/clients/status/${BATCH_ID}`, 'GET, HEAD'],
    ['OPTIONS', '/api/v1/clients', 'POST'],
    ['GET', '/auth/v1/token', 'POST'],
    ['POST', '/health/live', 'GET, HEAD'],
  ])('answers %s %s with 405 and the methods that go', async (method, path, allow) => {
    const response = await partner.call(path, { method });
    expect(await problemIn(response)).toEqual({ status: 405, type: '/problems/method-not-allowed' });
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('answers 403 for a suspended partner', async () => {
    rooms.register('later', 'secret', 'active');
    const later = await PartnerCalls.login(api, {
      ...CREDENTIALS,
      client_id: 'later',
      client_secret: 'secret',
    });
    rooms.register('later', 'secret', 'suspended');
    const response = await later.call('/api/v1/nothing');
    expect(await problemIn(response)).toEqual({ status: 403, type: '/problems/partner-suspended' });
  });

  it('answers health without a token', async () => {
    expect((await fetch(api.url + '/health/live')).status).toBe(200);
    expect(await (await fetch(api.url + '/health/ready')).json()).toEqual({
      status: 'up',
      checks: {},
    });
  });

  it('answers with the request id that the caller sent, and with one of its own instead of an odd one', async () => {
    const echoed = async (id: string) =>
      (await partner.call('/health/live', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await echoed('abc-1')).toBe('abc-1');
    expect(await echoed('a b')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
