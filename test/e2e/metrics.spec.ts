import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client, clients } from '../support/clients';
import { Dashboard, type Visitor } from '../support/dashboard';
import { send } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Service, startService } from '../support/service';
import { type ServiceProcess } from '../support/service-process';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { TcpProxy } from '../support/tcp-proxy';

/** Lets a decision come as far as its results, and no further. */
const HOLD_DECIDING = ['LOCK TABLE item_results IN SHARE MODE'];

let service: Service;
let api: ServiceProcess;
let worker: ServiceProcess;
let dashboard: ServiceProcess;
let operator: Visitor;
let redis: TcpProxy;
beforeAll(async () => {
  redis = await TcpProxy.inFrontOf(sharedServers().redisUrl);
  service = await startService({ metrics: true, through: { redis } });
  [[api], [worker]] = [service.apis, service.workers] as [[ServiceProcess], [ServiceProcess]];
  const started = await Dashboard.start(service);
  dashboard = started.process;
  operator = await started.visitor('operator');
});
afterAll(async () => {
  await service.stop();
  await redis.stop();
});

/** The value of a metric, by its name with its labels; undefined where it is not told. */
async function valueOf(process: ServiceProcess, name: string): Promise<number | undefined> {
  const { text } = await send(process.metricsUrl);
  const line = text.split('\n').find((one) => one.startsWith(`partner_client_service_${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('the metrics', () => {
  it('count batches, items, states and reasons', async () => {
    const [partner] = service.partners;
    const wrong = client('wrong', { entity_type: 'Club' });
    await partner.decided(
      await partner.submitClients([...clients('counted', 3), wrong, client('again'), client('again')]),
    );
    const told = await Promise.all([
      valueOf(api, 'batches_accepted_total{kind="clients"}'),
      valueOf(api, 'items_accepted_total{kind="clients"}'),
      valueOf(api, 'accept_seconds_count{kind="clients"}'),
      valueOf(worker, 'shards_released_total{lane="small"}'),
      valueOf(worker, 'items_decided_total{kind="clients",state="Completed"}'),
      valueOf(worker, 'items_decided_total{kind="clients",state="Failed"}'),
      valueOf(worker, 'item_problems_total{kind="clients",code="invalid_value"}'),
      valueOf(worker, 'item_problems_total{kind="clients",code="equal_item"}'),
      valueOf(worker, 'decide_seconds_count{kind="clients"}'),
      valueOf(worker, 'submit_to_decided_seconds_count{kind="clients"}'),
    ]);
    // Whoever had the turn has released it.
    const released = (told[3] ?? 0) + ((await valueOf(api, 'shards_released_total{lane="small"}')) ?? 0);
    expect([...told.slice(0, 3), released, ...told.slice(4)]).toEqual([1, 6, 1, 1, 4, 1, 1, 1, 1, 1]);
  });

  it('tell what waits, and for how long', async () => {
    const [a, b] = service.partners;
    expect(await valueOf(worker, 'oldest_waiting_seconds')).toBe(0);
    await whileHeld(service.databaseUrl, HOLD_DECIDING, async () => {
      await a.submitClients(clients('waits', 30));
      await b.submitClients(clients('waits', 2));
      await lockAwaited(service.databaseUrl);
      const names = ['waiting_shards', 'waiting_items', 'waiting_partners'];
      expect(await Promise.all(names.map((name) => valueOf(worker, name)))).toEqual([2, 32, 2]);
      const ageS = (await valueOf(worker, 'oldest_waiting_seconds')) ?? 0;
      expect(ageS).toBeGreaterThan(0);
      expect(ageS).toBeLessThan(60);
      expect(await valueOf(worker, 'stalled_seconds')).toBeGreaterThan(0);
    });
  });

  it('count requests by the pattern of their route, and refusals by their reason', async () => {
    const [partner] = service.partners;
    await partner.send('/api/v1/revenueClaims/status/of-my-own-choice');
    await partner.send('/nothing/of-the-kind');
    const { text } = await send(api.metricsUrl);
    expect(text).not.toContain('choice');
    const route = '/api/v1/revenueClaims/status/:id';
    expect(await valueOf(api, `request_seconds_count{method="GET",route="${route}",status="404"}`)).toBe(1);
    expect(await valueOf(api, 'request_seconds_count{method="any",route="none",status="404"}')).toBe(1);
    expect(await valueOf(api, 'requests_refused_total{type="not_found"}')).toBe(2);
  });

  it('tell of pools, recoveries and Node itself', async () => {
    expect(await valueOf(api, 'database_connections{pool="sync-path",state="waiting"}')).toBe(0);
    expect(await valueOf(worker, 'recoveries_total{event="shards_released_again"}')).toBe(0);
    expect((await send(worker.metricsUrl)).text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
  });

  it('are told by each process on a port of its own, by the dashboard, too', async () => {
    const processes = { api, worker, dashboard };
    for (const [process, one] of Object.entries(processes)) {
      expect(await valueOf(one, `process_running{process="${process}"}`)).toBe(1);
      expect((await send(one.metricsUrl)).text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
    }
    expect(new Set(Object.values(processes).map(({ metricsUrl }) => metricsUrl)).size).toBe(3);
    expect(await valueOf(dashboard, 'database_connections{pool="dashboard",state="waiting"}')).toBe(0);
  });

  it('tell which queues are paused, until they are resumed', async () => {
    const paused = () =>
      Promise.all(['small', 'bulk'].map((lane) => valueOf(worker, `queue_paused{lane="${lane}"}`)));
    expect(await paused()).toEqual([0, 0]);
    await operator.send('/queues/act/api/queues/bulk/pause', {
      method: 'PUT',
      headers: { origin: operator.url },
    });
    expect(await paused()).toEqual([0, 1]);
    await operator.send('/queues/act/api/queues/bulk/resume', {
      method: 'PUT',
      headers: { origin: operator.url },
    });
    expect(await paused()).toEqual([0, 0]);
  });

  it('tell that a process misses Redis, until it is back', async () => {
    const isAway = () => valueOf(worker, 'dependency_away{dependency="redis"}');
    expect(await isAway()).toBe(0);
    await redis.refuse();
    expect(await waitUntil(async () => (await isAway()) === 1, { withinMs: SOON_MS })).toBe(true);
    expect(await valueOf(worker, 'dependency_away{dependency="database"}')).toBe(0);
    await redis.pass();
    expect(await waitUntil(async () => (await isAway()) === 0, { withinMs: SOON_MS })).toBe(true);
  });

  it('answer nothing else on their port', async () => {
    const origin = new URL(worker.metricsUrl).origin;
    for (const path of ['/', '/health/live', '/metrics/x']) {
      expect((await send(`${origin}${path}`)).status).toBe(404);
    }
  });
});
