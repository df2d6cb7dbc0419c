import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { SHORT_TIMINGS } from '../faults/rig/timings';
import { claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { Dashboard } from '../support/dashboard';
import { Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { becameMaster, startRedisCluster, type RedisCluster } from './redis-cluster';
import { SHIPPED_LOGIN, SHIPPED_PREFIX } from './shipped-redis';
import { redisCounts, workersShown } from './shown';

const PREFIX = SHIPPED_PREFIX;
const REQUESTS = 40;
/** Above the service's own bound, since it counts from the end of the failover, which a busy machine makes long. */
const DECIDED_WITHIN_MS = 60_000;
const ENV = { ...SHORT_TIMINGS, QUEUE_PREFIX: PREFIX, REDIS_CLUSTER: 'yes' };

describe('on a Redis Cluster, the service', () => {
  let folder: string;
  let cluster: RedisCluster;
  let service: Service;
  const redis = { reach: (): string => cluster.url };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redis-cluster-'));
    cluster = await startRedisCluster(folder, `${PREFIX}:small:wait`);
    service = await startService({ apis: 2, workers: 2, env: ENV, through: { redis } });
  });
  afterAll(async () => {
    await service.stop();
    await cluster.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('decides batches of all kinds, in both lanes', async () => {
    const [partner] = service.partners;
    expect((await partner.decideClients(clients('small', 3))).counts.Completed).toBe(3);
    expect((await partner.decideClients(clients('bulk', 1200))).counts.Completed).toBe(1200);
    expect((await partner.decideClaims([claimOf('small-0', 'claim')])).counts.Completed).toBe(1);
    expect((await partner.decideAtOnce([clientWith('at-once', ['c'])])).counts.Completed).toBe(1);
  });

  it('keeps all that belongs to its queues on one server', async () => {
    const { master, replica, servers } = cluster;
    expect(await redisCounts(master, `${PREFIX}*`)).toBeGreaterThan(0);
    for (const other of servers.filter((server) => server !== master && server !== replica))
      expect(await redisCounts(other, '*')).toBe(0);
  });

  it('shows the queues on the dashboard, and how many workers wait at them', async () => {
    const dashboard = await Dashboard.start(service);
    const viewer = await dashboard.visitor('viewer');
    const shown = await viewer.page('/queues/look/api/queues?activeQueue=small&status=completed');
    const { queues } = JSON.parse(shown) as { queues: { name: string; jobs: unknown[] }[] };
    expect(queues.find(({ name }) => name === 'small')?.jobs.length).toBeGreaterThan(0);
    expect(await workersShown(viewer)).toBe('2');
  });

  it('counts what a partner sends at all of its APIs', async () => {
    const [, here] = service.partners;
    await rowsOf(service.databaseUrl, 'UPDATE partners SET requests_per_minute = $1 WHERE client_id = $2', [
      REQUESTS,
      here.credentials.client_id,
    ]);
    const there = new Partner(() => service.apis[1]?.url ?? '', here.credentials);
    const isRefused = async (partner: Partner): Promise<boolean> =>
      (await partner.send('/api/v1/clients/status/none')).status === 429;
    expect(await waitUntil(() => isRefused(here), { withinMs: 10_000, everyMs: 0 })).toBe(true);
    // Much less than its requests: by itself, the other API would not refuse.
    const asking = { withinMs: 4_000, everyMs: 400 };
    expect(await waitUntil(() => isRefused(there), asking)).toBe(true);
  });

  it('decides what it accepts while the server of its queues is killed and a replica takes over', async () => {
    const [a] = service.partners;
    const accepted: Accepted[] = [];
    const sender = new AbortController();
    const sending = (async () => {
      for (let n = 0; !sender.signal.aborted; n++) {
        accepted.push(await a.submitClients(clients(`failover-${n}`, 1 + (n % 3) * 300)));
      }
    })();
    await waitUntil(() => accepted.length > 5, { withinMs: 10_000 });
    const before = accepted.length;
    await cluster.master.kill();
    await becameMaster(cluster.replica);
    sender.abort();
    await sending;
    expect(accepted.length).toBeGreaterThan(before);
    for (const batch of accepted) {
      const { counts } = await a.decided(batch, DECIDED_WITHIN_MS);
      expect(counts.Completed).toBe(counts.total);
    }
    expect(await redisCounts(cluster.replica, `${PREFIX}*`)).toBeGreaterThan(0);
  }, 180_000);

  it('does not start with a wrong word about the kind of its Redis, and says so', async () => {
    const url = `redis://${SHIPPED_LOGIN}@127.0.0.1:${cluster.replica.port}`;
    expect(await service.refusalAtStart({ REDIS_URL: url, REDIS_CLUSTER: 'no' })).toBe(
      'REDIS_CLUSTER must be yes, since REDIS_URL leads to a server of a Redis Cluster',
    );
    expect(await service.refusalAtStart({ REDIS_URL: sharedServers().redisUrl })).toBe(
      'REDIS_CLUSTER must be no, since REDIS_URL leads to a server that is not in a Redis Cluster',
    );
  });

  it('has not once asked for more than the shipped user may', async () => {
    for (const { redis: server } of cluster.servers.filter((one) => one !== cluster.master))
      expect(await server.call('ACL', 'LOG')).toEqual([]);
  });

  it('stops in order', async () => {
    expect(await service.killWorker('SIGTERM')).toBe('exit code 0');
    expect(await service.apis[1]?.kill('SIGTERM')).toBe('exit code 0');
  });
});
