import {
  RedisCertificates,
  RedisCluster,
  RedisSentinels,
  type RedisServers,
  RedisUrl,
} from './redis-variables';
import { OneOf, Pattern, Text, WholeNumber } from './variables';

export const PORT = { from: 0, to: 65_535 };
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * What an operator can set for every process, read from the environment once, at start. A field with a value here has that
 * default; a field without one is required. An empty variable counts as absent.
 */
export class ProcessConfiguration {
  @RedisUrl(
    'REDIS_URL',
    'Redis, with the eviction policy noeviction: rediss://user:password@host:6379/0; rediss is TLS, and user, password, port and database may be left out.',
  )
  redis!: RedisServers;
  @RedisCluster(
    'REDIS_CLUSTER',
    'Whether the hosts of REDIS_URL belong to a Redis Cluster: one of them will do.',
  )
  redisCluster: 'yes' | 'no' = 'no';
  @RedisSentinels(
    'REDIS_SENTINEL_URL',
    'Sentinels that know where Redis is: rediss://user:password@host:26379,host:26379. User, password and TLS are those of the sentinels.',
  )
  redisSentinels: RedisServers | '' = '';
  @RedisCertificates(
    'REDIS_CA_FILE',
    'File with the certificates of the authorities that Redis, and sentinels, must have theirs from; empty: those that Node trusts.',
  )
  redisAuthorities = '';
  @OneOf(
    'DATABASE_PREPARED_STATEMENTS',
    'Whether statements are prepared once in each connection to PostgreSQL: no behind a PgBouncer older than 1.21 that pools transactions.',
    ['yes', 'no'],
  )
  databasePreparedStatements: 'yes' | 'no' = 'yes';
  @Pattern(
    'QUEUE_PREFIX',
    'Prefix of all keys of the queues, in braces so that Redis Cluster keeps them in one slot.',
    /^\{[^{}\s]+\}$/,
    'a name in braces, such as {partner-client-service}',
  )
  queuePrefix = '{partner-client-service}';

  @WholeNumber(
    'SHUTDOWN_GRACE_MS',
    'Time between the first stop signal and a forced end, in milliseconds; below the 30 s that Kubernetes waits.',
    { from: 0, to: HOUR_MS },
  )
  shutdownGraceMs = 25_000;
  // Far above the longest stretch that deciding takes, which is an item of the largest size: about a second.
  @WholeNumber(
    'BLOCKED_LOOP_LIMIT_MS',
    'Time for which the event loop of a process may stand still before the process ends itself, in milliseconds; 0: for ever.',
    { from: 0, to: HOUR_MS },
  )
  blockedLoopLimitMs = 10_000;
  @Text('METRICS_HOST', 'Address that the metrics of a process are told at.') metricsHost = '127.0.0.1';
  @WholeNumber('METRICS_PORT', 'Port of these metrics, for Prometheus: GET /metrics; 0 tells none.', PORT)
  metricsPort = 0;
  @OneOf('LOG_LEVEL', 'Least level of the lines that are logged.', LOG_LEVELS) logLevel: LogLevel = 'info';
}
