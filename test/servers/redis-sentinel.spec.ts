import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkRedisSettings } from '../../libs/queue/src/redis/check-settings';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { SHORT_TIMINGS } from '../faults/rig/timings';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { type Accepted } from '../support/status-document';
import { becameMaster } from './redis-cluster';
import { MASTER_NAME, startWatchedRedis, type WatchedRedis } from './redis-sentinel';
import { settingsWith } from './settings-with';
import { redisCounts } from './shown';

/** Above the service's own bound, since it counts from the end of the failover, which a busy machine makes long. */
const DECIDED_WITHIN_MS = 60_000;
const PASSWORDS = { redis: 'of-redis', sentinel: 'of-the-sentinel' };

describe('with Redis Sentinel, the service', () => {
  let folder: string;
  let watched: WatchedRedis;
  let service: Service;
  const sentinelUrl = (password: string): string => `redis://:${password}@127.0.0.1:${watched.sentinel.port}`;
  const redis = { reach: (): string => `redis://:${PASSWORDS.redis}@${MASTER_NAME}/2` };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redis-sentinel-'));
    watched = await startWatchedRedis(folder, PASSWORDS);
    const env = { ...SHORT_TIMINGS, REDIS_SENTINEL_URL: sentinelUrl(PASSWORDS.sentinel) };
    service = await startService({ workers: 2, env, through: { redis } });
  });
  afterAll(async () => {
    await service.stop();
    await watched.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('works at the server that the sentinels call the master, in the database of its URL', async () => {
    const { counts } = await service.partners[0].decideClients(clients('before', 600));
    expect(counts.Completed).toBe(600);
    await watched.master.redis.select(2);
    expect(await redisCounts(watched.master, `${service.queuePrefix}*`)).toBeGreaterThan(0);
  });

  it('decides what it accepts while the master is killed and its replica takes over', async () => {
    const [partner] = service.partners;
    const accepted: Accepted[] = [];
    const sender = new AbortController();
    const sending = (async () => {
      for (let n = 0; !sender.signal.aborted; n++)
        accepted.push(await partner.submitClients(clients(`failover-${n}`, 1 + (n % 3) * 300)));
    })();
    await waitUntil(() => accepted.length > 5, { withinMs: SOON_MS });
    const before = accepted.length;
    await watched.master.kill();
    await becameMaster(watched.replica);
    sender.abort();
    await sending;
    expect(accepted.length).toBeGreaterThan(before);
    for (const batch of accepted) {
      const { counts } = await partner.decided(batch, DECIDED_WITHIN_MS);
      expect(counts.Completed).toBe(counts.total);
    }
    expect((await partner.decideClients(clients('after', 600))).counts.Completed).toBe(600);
    await watched.replica.redis.select(2);
    expect(await redisCounts(watched.replica, `${service.queuePrefix}*`)).toBeGreaterThan(0);
  }, 180_000);

  it.each([
    [
      'a name that the sentinels do not know',
      () => [sentinelUrl(PASSWORDS.sentinel), `redis://:${PASSWORDS.redis}@others`],
      "REDIS_URL must have the master's name for its host, and the sentinels of REDIS_SENTINEL_URL know no master of this name",
    ],
    [
      "a wrong password of the sentinels'",
      () => [sentinelUrl('wrong'), redis.reach()],
      'REDIS_SENTINEL_URL must have a user and a password that Redis lets in, and it says: WRONGPASS',
    ],
    [
      "a wrong password of Redis'",
      () => [sentinelUrl(PASSWORDS.sentinel), `redis://:wrong@${MASTER_NAME}`],
      'REDIS_URL must have a user and a password that Redis lets in, and it says: WRONGPASS',
    ],
  ])('refuses %s at start, in a sentence', async (_, urls, sentence) => {
    const [REDIS_SENTINEL_URL, REDIS_URL] = urls();
    await expect(checkRedisSettings(settingsWith({ REDIS_SENTINEL_URL, REDIS_URL }))).rejects.toThrow(
      sentence,
    );
  });
});
