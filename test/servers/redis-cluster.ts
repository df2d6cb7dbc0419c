import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { ADMIN, SHIPPED_LOGIN, shippedConfiguration } from './shipped-redis';
import { freeClusterPort, startRedisServer, type RedisServer } from './redis-server';

const SLOTS = 16_384;
const MASTERS = 3;
/** After so long a silence a server counts as failed. Short, for a short test; the machine may be busy all the same. */
const NODE_TIMEOUT_MS = '2000';
const SETTINGS = {
  'cluster-enabled': 'yes',
  'cluster-node-timeout': NODE_TIMEOUT_MS,
  // A replica whose link has been down for long is no worse here than a fresh one.
  'cluster-replica-validity-factor': '0',
  masteruser: ADMIN.username,
  masterauth: ADMIN.password,
};
const FORMED_WITHIN_MS = 30_000;

/** A Redis Cluster of three masters, of which the one with the queues' keys has a replica. */
export interface RedisCluster {
  /** The value of REDIS_URL: the first two of its servers. */
  readonly url: string;
  /** The master that has the keys of the queues. */
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly servers: readonly RedisServer[];
  stop(): Promise<void>;
}

/**
 * Forms a cluster out of processes on 127.0.0.1.
 * @param key any key of the queues
 */
export async function startRedisCluster(folder: string, key: string): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    for (let number = 0; number <= MASTERS; number++) {
      const port = await freeClusterPort();
      const own = { folder: path.join(folder, `node-${number}`), port };
      const configuration = shippedConfiguration();
      servers.push(await startRedisServer({ ...own, configuration, settings: SETTINGS, reach: ADMIN }));
    }
    const [first, second, third, replica] = servers;
    if (first === undefined || second === undefined || third === undefined || replica === undefined)
      throw new Error('four servers were started');
    const masters = [first, second, third];
    const slot = await first.redis.cluster('KEYSLOT', key);
    const share = Math.ceil(SLOTS / MASTERS);
    await Promise.all(
      masters.map((server, n) => server.redis.cluster('ADDSLOTS', ...slots(n * share, share))),
    );
    for (const { port } of servers.slice(1)) await first.redis.cluster('MEET', '127.0.0.1', port);
    const master = masters[Math.floor(slot / share)] ?? first;
    const masterId = await master.redis.cluster('MYID');
    const replicates = (): Promise<boolean> =>
      // Once it has heard of the master.
      replica.redis.cluster('REPLICATE', masterId).then(
        () => true,
        () => false,
      );
    await must('the replica did not hear of its master', replicates);
    await must('the cluster was not formed', () => isFormed(servers, replica));
    const url = `redis://${SHIPPED_LOGIN}@127.0.0.1:${first.port},127.0.0.1:${second.port}`;
    return { url, master, replica, servers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const slots = (from: number, count: number): number[] =>
  Array.from({ length: Math.min(count, SLOTS - from) }, (_, n) => from + n);

async function isFormed(servers: readonly RedisServer[], replica: RedisServer): Promise<boolean> {
  const states = await Promise.all(servers.map(({ redis }) => redis.cluster('INFO')));
  const replication = await replica.redis.info('replication');
  return (
    states.every((info) => /cluster_state:ok/.test(info) && /cluster_known_nodes:4/.test(info)) &&
    /master_link_status:up/.test(replication)
  );
}

async function must(failure: string, isSo: () => Promise<boolean>): Promise<void> {
  if (!(await waitUntil(isSo, { withinMs: FORMED_WITHIN_MS, everyMs: 100 }))) throw new Error(failure);
}

/** Waits until a server calls itself the master of its slots. */
export async function becameMaster({ redis }: RedisServer): Promise<void> {
  await must('the replica did not take over', async () =>
    /role:master/.test(await redis.info('replication')),
  );
}
