import { type Recoveries } from '@app/platform';
import { type QueueOptions } from 'bull';
import Redis, { type RedisOptions } from 'ioredis';

/** A command that Redis has not answered by then has failed: without it `add` would hang while Redis is away. */
const COMMAND_TIMEOUT_MS = 1_000;
/** Longest pause between two attempts to reconnect: Redis coming back is noticed within this time. */
const RECONNECT_MS = 1_000;

/**
 * A connection on which a command has been without an answer for so long leads nowhere, and is made anew: TCP alone would go on for a
 * quarter of an hour with a server that has vanished without a word. Bull's blocking command is answered after 5 s (`drainDelay`).
 */
const SILENCE_MS = 10_000;

const RECONNECTING: RedisOptions = {
  socketTimeout: SILENCE_MS,
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

/** How long a request may wait for a counter that Redis keeps. Counters are beside the matter: without Redis, it goes on without them. */
const COUNTER_TIMEOUT_MS = 200;

/** For counters: every request asks them, so that a Redis that hangs may cost each one only a moment, and soon nothing. */
const COUNTER: RedisOptions = { ...PRODUCER, commandTimeout: COUNTER_TIMEOUT_MS, socketTimeout: 2_000 };

/** For those who work: Bull waits in a blocking command and wants commands kept until Redis is back, so that none has a time limit. */
const CONSUMER: RedisOptions = { ...RECONNECTING, maxRetriesPerRequest: null, enableReadyCheck: false };

type CreateClient = NonNullable<QueueOptions['createClient']>;

/** How Bull makes the connections of a queue that enqueues or is looked at. */
export function producerConnections(redisUrl: string, recoveries: Recoveries): CreateClient {
  return () => connect(redisUrl, PRODUCER, recoveries);
}

/** How Bull makes the connections of a queue that works. */
export function consumerConnections(redisUrl: string, recoveries: Recoveries): CreateClient {
  return () => connect(redisUrl, CONSUMER, recoveries);
}

/** A connection for counters. */
export function counterConnection(redisUrl: string, recoveries: Recoveries): Redis {
  return connect(redisUrl, COUNTER, recoveries);
}

function connect(redisUrl: string, options: RedisOptions, recoveries: Recoveries): Redis {
  const redis = new Redis(redisUrl, options);
  // At each attempt to reconnect; told once.
  redis.on('error', (error: Error) => {
    recoveries.away('redis', redis, error);
  });
  redis.on('ready', () => {
    recoveries.back('redis', redis);
  });
  return redis;
}
