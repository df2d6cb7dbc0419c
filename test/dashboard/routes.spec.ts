import { createDashboard } from '../../apps/dashboard/src/create-dashboard';
import { userEntry } from '../../apps/dashboard/src/access/user-entry';
import { DashboardConfiguration } from '../../libs/platform/src';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { PASSWORD } from '../support/dashboard';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';

interface Route {
  method: string;
  url: string;
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
      Object.assign(new DashboardConfiguration(), {
        dashboardDatabaseUrl: environment['DASHBOARD_DATABASE_URL'],
        operatorDatabaseUrl: environment['OPERATOR_DATABASE_URL'],
        redisUrl,
        dashboardUsers: await userEntry('viewer', 'viewer', PASSWORD),
        dashboardSessionKey: new Uint8Array(32),
        logLevel: 'silent',
      }),
    );
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((one) => ({ method: one, url })));
    });
    await app.init();
    await fastify.ready();
  });
  afterAll(async () => {
    await app.close();
    await service.stop();
  });

  it('ask for a login, every one of them but a closed list', async () => {
    const fastify = app.getHttpAdapter().getInstance();
    const open: string[] = [];
    for (const { method, url } of routes) {
      const { statusCode } = await fastify.inject({
        method: method as 'GET',
        url: url.replace(/:\w+\??/g, 'x').replace('*', 'x'),
        headers: { origin: 'http://localhost:80', host: 'localhost:80' },
      });
      if (statusCode !== 401) open.push(url);
    }
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.map(({ url }) => url)).toContain('/queues/act/api/queues/:queueName/:jobId/retry');
    expect(new Set(open)).toEqual(new Set(['/login', '/dashboard.css', '/health/live', '/health/ready']));
  });
});
