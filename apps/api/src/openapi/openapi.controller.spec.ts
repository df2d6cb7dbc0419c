import { FakeRooms } from '../testing/fake-rooms';
import { startApi, type StartedApi } from '../testing/start-api';
import { type OpenApi, type Operation } from './openapi-types';

let api: StartedApi;
let document: OpenApi;
let operations: readonly (Operation & { method: string; path: string })[];

beforeAll(async () => {
  api = await startApi(new FakeRooms(), {
    MAX_ITEMS: '1234',
    MAX_BODY_BYTES: '2097152',
    SYNC_MAX_ITEMS: '77',
    MAX_DEPTH: '9',
    IDEMPOTENCY_WAIT_MS: '4321',
    ENTITY_TYPES: 'Trust,LLC',
  });
  const answer = await fetch(`${api.url}/openapi.json`);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  document = (await answer.json()) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
});
afterAll(() => api.stop());

const operation = (id: string): Operation => {
  const found = operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
};

describe('the OpenAPI document', () => {
  it('has exactly the routes that the router has', () => {
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    // HEAD goes wherever GET goes, which the document says once.
    const routed = api.routes.filter((route) => !route.startsWith('HEAD '));
    expect([...documented].sort()).toEqual(routed.map((route) => route.replace(/:(\w+)/g, '{$1}')).sort());
    const heads = api.routes.filter((route) => route.startsWith('HEAD '));
    expect(heads.map((route) => route.replace('HEAD', 'GET'))).toEqual(
      routed.filter((route) => route.startsWith('GET ')),
    );
  });

  it('gives every operation an id of its own, and a chapter that exists', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const chapters = document.tags.map(({ name }) => name);
    for (const { tags } of operations) expect(chapters).toEqual(expect.arrayContaining([...tags]));
  });

  it('asks for a token, and tells what becomes of a request without one, where the service does', async () => {
    for (const { method, path, security, responses } of operations) {
      const answer = await fetch(api.url + path.replace('{id}', 'x').replace('{asset}', 'open.js'), {
        method: method.toUpperCase(),
      });
      const asksForToken = answer.headers.get('www-authenticate')?.startsWith('Bearer') ?? false;
      expect([path, security.some((scheme) => 'accessToken' in scheme)]).toEqual([path, asksForToken]);
      if (asksForToken) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '503']));
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['405', '431', '500']));
    }
  });

  it('tells the limits that are configured', () => {
    const asynchronous = operation('createPartnerClients');
    expect(asynchronous.requestBody?.description).toMatch(
      /1 to 1,234 items, at most 2,097,152 bytes \(2 MiB\).* 9 levels/,
    );
    expect(asynchronous.requestBody?.content['application/json']?.schema).toMatchObject({ maxItems: 1234 });
    expect(JSON.stringify(asynchronous.responses)).toContain('after a wait of 4.321 s');
    const synchronous = operation('createPartnerClientsWithRevenueClaims');
    expect(synchronous.requestBody?.description).toMatch(/1 to 77 items, at most 8,388,608 bytes \(8 MiB\)/);
    expect(document.components['schemas']?.['PartnerClient']).toMatchObject({
      properties: { entity_type: { enum: ['Trust', 'LLC'] } },
    });
  });

  it('points at nothing that is not there', () => {
    const texts = JSON.stringify(document).match(/"#\/components\/[^"]+"/g) ?? [];
    expect(texts.length).toBeGreaterThan(50);
    for (const text of new Set(texts)) {
      const [kind = '', name = ''] = (JSON.parse(text) as string).split('/').slice(2);
      expect([text, document.components[kind]?.[name]]).toEqual([text, expect.anything()]);
    }
  });
});
