import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Redis from 'ioredis';
import { type Child } from '../../scripts/embedded/child-process.mjs';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { redisProgram } from '../../scripts/embedded/redis-program.mjs';
import { startRedis } from '../../scripts/embedded/redis.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';

const BATCHES = 10;
const ITEMS = 20;

describe('while the memory of Redis is full', () => {
  let folder: string;
  let server: Child & { url: string };
  let redis: Redis;
  let proxy: TcpProxy;
  let service: Service;
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redis-full-'));
    // A server of its own: all others of the run share one.
    server = await startRedis({
      redis: await redisProgram(() => undefined),
      folder: path.join(folder, 'data'),
      port: await freePort(),
      log: path.join(folder, 'redis.log'),
      settings: { databases: '10000' },
    });
    redis = new Redis(server.url);
    proxy = await TcpProxy.inFrontOf(server.url);
    service = await startService({ through: { redis: proxy } });
  });
  afterAll(async () => {
    await service.stop();
    await proxy.stop();
    redis.disconnect();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const events = (name: string): number =>
    service.logs().filter((line) => line.includes(`"event":"${name}"`)).length;

  it('batches are accepted, no attempt is counted, and all is decided at the first one when there is room', async () => {
    const [partner] = service.partners;
    await partner.decided(await partner.submitClients(clients('before', ITEMS)));
    await redis.config('SET', 'maxmemory', '1');
    const accepted: Accepted[] = [];
    for (let n = 0; n < BATCHES; n++) accepted.push(await partner.submitClients(clients(`full-${n}`, ITEMS)));
    // Tried several times, by API and worker.
    expect(await waitUntil(() => events('release_postponed') > 3, { withinMs: SOON_MS })).toBe(true);
    expect(service.logs().some((line) => line.includes('OOM command not allowed'))).toBe(true);
    expect(events('redis_away')).toBeGreaterThan(0);
    const attempts = async (): Promise<unknown> => {
      const [row] = await rowsOf(
        service.databaseUrl,
        `SELECT count(*)::int AS undecided, max(attempts) AS attempts FROM shards WHERE decided_at IS NULL`,
      );
      return row;
    };
    // Between two tries: a try counts, and takes it back.
    let seen: unknown;
    const noneCounted = async (): Promise<boolean> =>
      JSON.stringify((seen = await attempts())) === JSON.stringify({ undecided: BATCHES, attempts: 0 });
    await waitUntil(noneCounted, { withinMs: SOON_MS });
    expect(seen).toEqual({ undecided: BATCHES, attempts: 0 });

    await redis.config('SET', 'maxmemory', '0');
    for (const one of accepted) expect((await partner.decided(one)).counts.Completed).toBe(ITEMS);
    const [most] = await rowsOf(service.databaseUrl, 'SELECT max(attempts) AS attempts FROM shards');
    expect(most).toEqual({ attempts: 1 });
    // Each process notices when it next has something to release.
    await partner.decideClients(clients('after', ITEMS));
    expect(await waitUntil(() => events('redis_back') === events('redis_away'), { withinMs: SOON_MS })).toBe(
      true,
    );
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});
