import { type QueueOptions } from 'bull';
import Redis, { type RedisOptions } from 'ioredis';
import { Logger } from '@nestjs/common';

/** A command that Redis has not answered by then has failed: without it `add` would hang while Redis is away. */
const COMMAND_TIMEOUT_MS = 1_000;
/** Longest pause between two attempts to reconnect: Redis coming back is noticed within this time. */
const RECONNECT_MS = 1_000;

const RECONNECTING: RedisOptions = {
  connectTimeout: 2_000,
  keepAlive: 5_000,
  retryStrategy: (attempt) => Math.min(attempt * 50, RECONNECT_MS),
};

/** For those who enqueue: fails fast while Redis is away, instead of queueing commands in memory. */
const PRODUCER: RedisOptions = {
  ...RECONNECTING,
  commandTimeout: COMMAND_TIMEOUT_MS,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
};

/** For those who work: Bull waits in a blocking command, so there is no time limit, and it wants commands kept until Redis is back. */
const CONSUMER: RedisOptions = { ...RECONNECTING, maxRetriesPerRequest: null, enableReadyCheck: false };

type CreateClient = NonNullable<QueueOptions['createClient']>;

/** How Bull makes the connections of a queue that only enqueues. */
export function producerConnections(redisUrl: string): CreateClient {
  return () => connect(redisUrl, PRODUCER);
}

/** How Bull makes the connections of a queue that works. */
export function consumerConnections(redisUrl: string): CreateClient {
  return () => connect(redisUrl, CONSUMER);
}

function connect(redisUrl: string, options: RedisOptions): Redis {
  const redis = new Redis(redisUrl, options);
  const log = new Logger('Redis');
  let away = false;
  // One line when it goes and one when it is back, not one for each attempt to reconnect.
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ err: error }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.log('Redis is back');
    away = false;
  });
  return redis;
}
