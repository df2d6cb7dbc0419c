import { type ProcessConfiguration, type Recoveries } from '@app/platform';
import Redis, { Cluster, type RedisOptions } from 'ioredis';
import { type Behaviour } from './connection-options';

/** A connection, or to a cluster as many as it has servers. */
export type RedisConnection = Redis | Cluster;

/** What of the configuration says how to reach Redis. */
export type RedisSettings = Pick<
  ProcessConfiguration,
  'redis' | 'redisCluster' | 'redisSentinels' | 'redisAuthorities'
>;

const PORT = 6_379;
const SENTINEL_PORT = 26_379;

/** Opens a connection that tells when Redis is away and when it is back. */
export function connect(
  settings: RedisSettings,
  behaviour: Behaviour,
  recoveries: Recoveries,
): RedisConnection {
  const redis =
    settings.redisCluster === 'yes' ? toCluster(settings, behaviour) : toServer(settings, behaviour);
  // At each attempt to reconnect; told once.
  redis.on('error', (error: Error) => {
    recoveries.away('redis', redis, error);
  });
  redis.on('ready', () => {
    recoveries.back('redis', redis);
  });
  return redis;
}

function toCluster(settings: RedisSettings, { server, cluster }: Behaviour): Cluster {
  const { hosts } = settings.redis;
  return new Cluster(
    hosts.map(({ host, port = PORT }) => ({ host, port })),
    {
      ...cluster,
      // Names go on to TLS as they are: it compares them with the certificate.
      dnsLookup: (address, found) => {
        found(null, address);
      },
      redisOptions: { ...server, ...login(settings) },
    },
  );
}

/** The server itself, or the one that the sentinels call the master at the time. */
export function toServer(settings: RedisSettings, { server }: Pick<Behaviour, 'server'>): Redis {
  const { redis, redisSentinels } = settings;
  const [{ host, port } = { host: '', port: undefined }] = redis.hosts;
  const common: RedisOptions = { ...server, ...login(settings), db: redis.database };
  if (redisSentinels === '') return new Redis({ ...common, host, port: port ?? PORT });
  return new Redis({
    ...common,
    name: host,
    sentinels: redisSentinels.hosts.map((sentinel) => ({
      ...sentinel,
      port: sentinel.port ?? SENTINEL_PORT,
    })),
    ...(redisSentinels.username !== undefined && { sentinelUsername: redisSentinels.username }),
    ...(redisSentinels.password !== undefined && { sentinelPassword: redisSentinels.password }),
    ...(redisSentinels.tls && { sentinelTLS: tls(settings) }),
    ...(redis.tls && { enableTLSForSentinelMode: true }),
    sentinelCommandTimeout: 2_000,
    // A master that has lost its place refuses what writes. Not ioredis' failoverDetector: news of another master that come while it connects
    // would end the connection for good.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 1 : false),
  });
}

function login(settings: RedisSettings): RedisOptions {
  const { username, password, tls: isSecure } = settings.redis;
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isSecure && { tls: tls(settings) }),
  };
}

function tls({ redisAuthorities }: RedisSettings): { ca?: string } {
  return redisAuthorities === '' ? {} : { ca: redisAuthorities };
}
