import { METHODS } from 'node:http';
import { CLIENT, FakeRooms } from '../../apps/api/src/testing/fake-rooms';
import { JSON_TYPE, PartnerCalls } from '../../apps/api/src/testing/partner-calls';
import { startApi, type StartedApi } from '../../apps/api/src/testing/start-api';
import { claimsFor, nowS, signed, SIGNING_KEY, tokenHeader } from '../support/tokens';

/** Who may call a route: a partner with its token, or anybody, for a reason. */
type MayCall = 'partner' | { readonly anybody: string };

const UNDER_EACH_PREFIX: Readonly<Record<string, MayCall>> = Object.fromEntries(
  ['/api/v1', '/data/v1'].flatMap((prefix) =>
    [
      'POST /clients',
      'POST /clients/revenueClaims',
      'POST /revenueClaims',
      ...['/clients', '/revenueClaims'].flatMap((route) =>
        ['GET', 'HEAD'].map((method) => `${method} ${route}/status/:id`),
      ),
    ].map((route) => [route.replace(' ', ` ${prefix}`), 'partner' as const]),
  ),
);

const read = (path: string, anybody: string): Record<string, MayCall> => ({
  [`GET ${path}`]: { anybody },
  [`HEAD ${path}`]: { anybody },
});

/** Every route that there is. Whoever adds one says here who may call it. */
const WHO_MAY: Readonly<Record<string, MayCall>> = {
  ...UNDER_EACH_PREFIX,
  'POST /auth/v1/token': { anybody: 'asks for the client’s secret itself' },
  ...read('/health/live', 'tells whoever runs it whether it runs'),
  ...read('/health/ready', 'the same'),
  ...read('/problems', 'the texts that every refusal refers to, the same for all'),
  ...read('/problems/:name', 'the same'),
  ...read('/openapi.json', 'the public description of the interface'),
  ...read('/docs', 'the same, to read'),
  ...read('/docs/:asset', 'the same'),
};
const ROUTES = Object.entries(WHO_MAY).map(([route, may]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path, isPartners: may === 'partner' };
});
const PARTNER_ROUTES = ROUTES.filter(({ isPartners }) => isPartners);
const addressOf = (path: string): string =>
  path
    .replace(':id', '01980000-0000-7000-8000-000000000001')
    .replace(':name', 'malformed-json')
    .replace(':asset', 'open.js');

/** Addresses that mean a partner's route, or might be taken for one, in ways of writing that a check could miss. */
const SPELLINGS = [
  ['another case', (path: string) => path.toUpperCase()],
  ['a slash behind', (path: string) => `${path}/`],
  ['two slashes', (path: string) => path.replace('/v1/', '//v1//')],
  ['a slash before', (path: string) => `/${path}`],
  ['an encoded letter', (path: string) => path.replace('v1', '%761')],
  ['an encoded slash', (path: string) => path.replace('/v1', '%2Fv1')],
  ['dots', (path: string) => `/health/..${path}`],
  ['encoded dots', (path: string) => `/health/%2e%2e${path}`],
  ['a parameter of the path', (path: string) => `${path};x=/health/live`],
  ['a query of another address', (path: string) => `${path}?/health/live`],
  ['a fragment', (path: string) => `${path}%23/health/live`],
] as const;

describe('every route that the API serves', () => {
  const rooms = new FakeRooms();
  let api: StartedApi;
  let tokens: Record<string, string>;
  beforeAll(async () => {
    api = await startApi(rooms, { TOKEN_SIGNING_KEY: SIGNING_KEY.toString('base64url') });
    const client = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };
    const claims = (changes: Record<string, string | number>) =>
      claimsFor(client, { secret_id: `id-of-${CLIENT.clientSecret}`, ...changes });
    tokens = {
      'no token': '',
      'no bearer’s token': 'Basic eDp5',
      'a wrong token': `Bearer ${'x'.repeat(40)}`,
      'an expired token': `Bearer ${await signed(claims({ iat: nowS() - 60, exp: nowS() - 1 }))}`,
      'a token of another issuer': `Bearer ${await signed(claims({ iss: 'https://elsewhere.example' }))}`,
      'a token for somebody else': `Bearer ${await signed(claims({ aud: 'elsewhere' }))}`,
      'a token of another key': `Bearer ${await signed(claims({}), tokenHeader(), Buffer.alloc(32, 9))}`,
      'a good token': `Bearer ${await signed(claims({}))}`,
    };
  });
  afterAll(() => api.stop());

  const call = (method: string, address: string, authorization: string): Promise<Response> =>
    fetch(api.url + address, {
      method,
      redirect: 'manual',
      headers: { ...JSON_TYPE, ...(authorization === '' ? {} : { authorization }) },
      ...(['GET', 'HEAD'].includes(method) ? {} : { body: '[{}]' }),
    });
  const taken = (): number => rooms.accepted.length + rooms.decided.length + rooms.chunksRead;

  it('is one of which it is said who may call it', () => {
    expect([...api.routes].sort()).toEqual(Object.keys(WHO_MAY).sort());
    expect(api.routeCount).toBe(api.routes.length);
  });

  it.each(PARTNER_ROUTES)(
    'asks for a token at $method $path, and takes none but a good one',
    async ({ method, path }) => {
      for (const [what, authorization] of Object.entries(tokens)) {
        const before = taken();
        const { status, headers } = await call(method, addressOf(path), authorization);
        const isGood = what === 'a good token';
        expect([what, status === 401, headers.has('www-authenticate'), taken() > before]).toEqual([
          what,
          !isGood,
          !isGood,
          isGood,
        ]);
      }
    },
  );

  it.each(ROUTES.filter(({ isPartners }) => !isPartners))(
    'asks for no token at $method $path',
    async ({ method, path }) => {
      const withWrong = await call(method, addressOf(path), tokens['a wrong token'] ?? '');
      const without = await call(method, addressOf(path), '');
      expect(without.headers.get('www-authenticate') ?? '').not.toContain('Bearer');
      expect(withWrong.status).toBe(without.status);
    },
  );

  it('tells whoever has no token nothing of the methods under a partner’s address', async () => {
    // fetch may not send these.
    const methods = METHODS.filter((method) => !['CONNECT', 'TRACE'].includes(method));
    expect(methods.length).toBeGreaterThan(20);
    for (const path of new Set(PARTNER_ROUTES.map((route) => route.path))) {
      for (const method of methods) {
        const { status } = await call(method, addressOf(path), '');
        // 400 for a method that the server does not know at all, whatever the address.
        expect([method, path, [401, 400].includes(status)]).toEqual([method, path, true]);
        if (status === 400) expect((await call(method, '/health/live', '')).status).toBe(400);
      }
    }
  });

  it.each(SPELLINGS)('is not opened by %s in its address', async (_, spelled) => {
    const before = taken();
    for (const { method, path } of PARTNER_ROUTES) {
      const { status } = await call(method, spelled(addressOf(path)), '');
      expect([path, status, [400, 401, 404].includes(status)]).toEqual([path, status, true]);
    }
    expect(taken()).toBe(before);
  });

  it('is open to a partner that got its token from the service', async () => {
    const partner = await PartnerCalls.login(api);
    expect((await partner.post('[{}]')).status).toBe(202);
  });
});
