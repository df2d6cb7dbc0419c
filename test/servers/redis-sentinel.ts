import path from 'node:path';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { startRedisServer, type RedisServer } from './redis-server';

/** What the sentinels call it. */
export const MASTER_NAME = 'queues';
/** After so long a silence the master counts as down. */
const DOWN_AFTER_MS = 1_000;
const FAILOVER_WITHIN_MS = 5_000;
const READY_WITHIN_MS = 30_000;

/** A master, its replica, and a sentinel that watches them. */
export interface WatchedRedis {
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly sentinel: RedisServer;
  stop(): Promise<void>;
}

/**
 * Starts all three on 127.0.0.1.
 * @param password what the sentinel itself asks for; another one than Redis'
 */
export async function startWatchedRedis(
  folder: string,
  passwords: { readonly redis: string; readonly sentinel: string },
): Promise<WatchedRedis> {
  const running: RedisServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const settings = { requirepass: passwords.redis, masterauth: passwords.redis };
  const reach = { password: passwords.redis };
  const start = async (options: Parameters<typeof startRedisServer>[0]): Promise<RedisServer> => {
    const server = await startRedisServer(options);
    running.push(server);
    return server;
  };
  try {
    const [masterPort, port, sentinelPort] = [await freePort(), await freePort(), await freePort()];
    const master = await start({ folder: path.join(folder, 'master'), port: masterPort, settings, reach });
    const following = { ...settings, replicaof: `127.0.0.1 ${masterPort}` };
    const replica = await start({ folder: path.join(folder, 'replica'), port, settings: following, reach });
    const sentinel = await start({
      folder: path.join(folder, 'sentinel'),
      port: sentinelPort,
      reach: { password: passwords.sentinel },
      isSentinel: true,
      configuration: [
        `port ${sentinelPort}`,
        'bind 127.0.0.1',
        `requirepass ${passwords.sentinel}`,
        `sentinel monitor ${MASTER_NAME} 127.0.0.1 ${masterPort} 1`,
        `sentinel auth-pass ${MASTER_NAME} ${passwords.redis}`,
        `sentinel down-after-milliseconds ${MASTER_NAME} ${DOWN_AFTER_MS}`,
        `sentinel failover-timeout ${MASTER_NAME} ${FAILOVER_WITHIN_MS}`,
        '',
      ].join('\n'),
    });
    const knowsReplica = async (): Promise<boolean> => {
      const replicas = (await sentinel.redis.call('SENTINEL', 'REPLICAS', MASTER_NAME)) as unknown[];
      return replicas.length === 1 && /master_link_status:up/.test(await replica.redis.info('replication'));
    };
    if (!(await waitUntil(knowsReplica, { withinMs: READY_WITHIN_MS, everyMs: 100 })))
      throw new Error('the sentinel does not know the replica');
    return { master, replica, sentinel, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
