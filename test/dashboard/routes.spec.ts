import fs from 'node:fs';
import path from 'node:path';
import { createDashboard } from '../../apps/dashboard/src/create-dashboard';
import { userEntry } from '../../apps/dashboard/src/access/user-entry';
import { DashboardConfiguration } from '../../libs/platform/src';
import { readInto } from '../../libs/platform/src/config/read-configuration';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { PASSWORD } from '../support/dashboard';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';

/** Files of the board of the queues. */
const BOARD_FILES = path.join(path.dirname(require.resolve('@bull-board/ui/package.json')), 'dist/static');

interface Route {
  method: string;
  url: string;
}

/** A line of the router's tree: four characters for each level, what an address goes on with, and its methods. */
const PRINTED = /^(?<indent>[│ ]*)[├└]── (?<part>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/u;

/** Routes as the router itself prints them; of `*` it does not print what stands before. */
function printedRoutes(tree: string): Route[] {
  const parts: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const { indent = '', part = '', methods = '' } = PRINTED.exec(line)?.groups ?? {};
    parts.length = indent.length / 4;
    parts.push(part);
    return methods
      .split(', ')
      .filter(Boolean)
      .map((method) => ({ method, url: parts.join('') }));
  });
}

describe('the routes of the dashboard', () => {
  let service: Service;
  let app: Awaited<ReturnType<typeof createDashboard>>;
  const routes: Route[] = [];
  beforeAll(async () => {
    service = await startService({ workers: 0 });
    const { redisUrl, secrets } = sharedServers();
    const environment = serviceEnvironment({
      given: {},
      databaseUrl: service.databaseUrl,
      redisUrl,
      secrets,
    });
    app = await createDashboard(
      readInto(DashboardConfiguration, {
        ...environment,
        DASHBOARD_USERS: await userEntry('viewer', 'viewer', PASSWORD),
        LOG_LEVEL: 'silent',
      }),
    );
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((one) => ({ method: one, url })));
    });
    await app.init();
    await fastify.ready();
    routes.push(...printedRoutes(fastify.printRoutes({ commonPrefix: false })));
  });
  afterAll(async () => {
    await app.close();
    await service.stop();
  });

  const OPEN = ['/login', '/dashboard.css', '/health/live', '/health/ready'];

  /** What an address answers to somebody without a session, who says that the request comes from here. */
  const statusOf = async (method: string, url: string): Promise<number> => {
    const headers = { origin: 'http://localhost:80', host: 'localhost:80' };
    const fastify = app.getHttpAdapter().getInstance();
    return (await fastify.inject({ method: method as 'GET', url, headers })).statusCode;
  };

  it('are all known here: those that were added, and those that the router prints', () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const url of ['/assets/:name', '/queues/look/', '/queues/act/', '/queues/look/static/*'])
      expect(routes).toContainEqual({ method: 'GET', url });
    expect(routes).toContainEqual({ method: 'PUT', url: '/queues/act/api/queues/:queueName/:jobId/retry' });
  });

  it('ask for a login, every one of them but a closed list', async () => {
    const open = new Set<string>();
    for (const { method, url } of routes) {
      const address = url.replace(/:\w+\??/g, 'x').replace('*', 'x');
      if ((await statusOf(method, address)) !== 401) open.add(url);
    }
    expect(open).toEqual(new Set(OPEN));
  });

  it('ask for a login, also with the names of files that are there', async () => {
    const files = fs
      .readdirSync(BOARD_FILES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(BOARD_FILES, path.join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(10);
    const addresses = [
      ...['look', 'act'].flatMap((board) => files.map((file) => `/queues/${board}/static/${file}`)),
      ...['live-overview.js', 'live-batch.js', 'uplot.js', 'uplot.css'].map((name) => `/assets/${name}`),
    ];
    for (const address of addresses)
      expect([address, await statusOf('GET', address)]).toEqual([address, 401]);
  });

  it.each([
    '//',
    '/BATCHES',
    '/%62atches',
    '/batches/',
    '//batches',
    '/LOGIN',
    '/login/',
    '/login/../batches',
    '/login/%2e%2e/batches',
    '/login;/batches',
    '/dashboard.css/../assets/uplot.js',
    '/health/live/x',
    '/queues/look/static/../api/queues',
  ])('ask for a login, however the address is spelled: %s', async (address) => {
    expect(await statusOf('GET', address)).toBe(401);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    'ask for a login before they refuse the method %s',
    async (method) => {
      for (const url of ['/', '/dashboard.css', '/health/live', '/batches'])
        expect([url, await statusOf(method, url)]).toEqual([url, 401]);
    },
  );
});
