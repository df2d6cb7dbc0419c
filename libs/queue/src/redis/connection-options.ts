import { type ClusterOptions, type RedisOptions } from 'ioredis';

/** A command that Redis has not answered by then has failed: without it `add` would hang while Redis is away. */
const COMMAND_TIMEOUT_MS = 1_000;
/** Longest pause between two attempts to reconnect: Redis coming back is noticed within this time. */
const RECONNECT_MS = 1_000;

/**
 * A connection on which a command has been without an answer for so long leads nowhere, and is made anew: TCP alone would go on for a
 * quarter of an hour with a server that has vanished without a word. Bull's blocking command is answered after 5 s (`drainDelay`).
 */
const SILENCE_MS = 10_000;

const reconnectAfter = (attempt: number): number => Math.min(attempt * 50, RECONNECT_MS);

const RECONNECTING: RedisOptions = {
  socketTimeout: SILENCE_MS,
  connectTimeout: 2_000,
  keepAlive: 5_000,
  retryStrategy: reconnectAfter,
};

/** How a connection behaves: to one server, and beside that to a cluster. */
export interface Behaviour {
  readonly server: RedisOptions;
  readonly cluster: ClusterOptions;
}

/** The parts of a cluster that have moved are looked for this often, beside each time that a server says so. */
const CLUSTER: ClusterOptions = {
  clusterRetryStrategy: reconnectAfter,
  slotsRefreshInterval: 5_000,
  slotsRefreshTimeout: 2_000,
};

/** For those who enqueue: fails fast while Redis is away, instead of queueing commands in memory. */
export const PRODUCER: Behaviour = {
  server: {
    ...RECONNECTING,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  },
  cluster: { ...CLUSTER, enableOfflineQueue: false },
};

/** How long a request may wait for a counter that Redis keeps. Counters are beside the matter: without Redis, it goes on without them. */
const COUNTER_TIMEOUT_MS = 200;

/** For counters: every request asks them, so that a Redis that hangs may cost each one only a moment, and soon nothing. */
export const COUNTER: Behaviour = {
  server: { ...PRODUCER.server, commandTimeout: COUNTER_TIMEOUT_MS, socketTimeout: 2_000 },
  cluster: PRODUCER.cluster,
};

/** For those who work: Bull waits in a blocking command and wants commands kept until Redis is back, so that none has a time limit. */
export const CONSUMER: Behaviour = {
  server: { ...RECONNECTING, maxRetriesPerRequest: null, enableReadyCheck: false },
  // Ten times as often as usual: a replica takes the place of a lost server within seconds, not within one.
  cluster: { ...CLUSTER, retryDelayOnFailover: 200, retryDelayOnClusterDown: 200, maxRedirections: 160 },
};
