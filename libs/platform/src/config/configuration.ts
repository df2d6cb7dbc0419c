import { KeyBytes, Names, OneOf, Pattern, ServerUrl, Text, WholeNumber } from './variables';

const POSTGRES = ['postgres', 'postgresql'];
const PORT = { from: 0, to: 65_535 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GIB = 1024 ** 3;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Everything that an operator can set, read from the environment once, at start. A field with a value here has that
 * default; a field without one is required. An empty variable counts as absent.
 */
export class Configuration {
  /** Address that the API listens on; port 0 takes any free one. */
  @Text('API_HOST') apiHost = '127.0.0.1';
  @WholeNumber('API_PORT', PORT) apiPort = 3000;

  /** Address of the worker's health port. */
  @Text('WORKER_HOST') workerHost = '127.0.0.1';
  @WholeNumber('WORKER_PORT', PORT) workerPort = 3001;

  /** One URL for each PostgreSQL role that a process may use (docs/architecture.md, "Isolation"). */
  @ServerUrl('PARTNER_PATH_DATABASE_URL', POSTGRES) partnerPathDatabaseUrl!: string;
  @ServerUrl('RELEASE_DATABASE_URL', POSTGRES) releaseDatabaseUrl!: string;
  @ServerUrl('AUTH_DATABASE_URL', POSTGRES) authDatabaseUrl!: string;
  /** Most connections of the partner_path role in this process. */
  @WholeNumber('DATABASE_POOL_SIZE', { from: 1, to: 200 }) databasePoolSize = 10;

  @ServerUrl('REDIS_URL', ['redis', 'rediss']) redisUrl!: string;
  /** In braces, so that Redis Cluster keeps all keys of the queues in one slot. */
  @Pattern('QUEUE_PREFIX', /^\{[^{}\s]+\}$/, 'a name in braces, such as {partner-client-service}')
  queuePrefix = '{partner-client-service}';

  /** The HS256 key of all API processes: 32 bytes are what the algorithm asks for (RFC 7518, 3.2). */
  @KeyBytes('TOKEN_SIGNING_KEY', 32) tokenSigningKey!: Uint8Array;
  @Text('TOKEN_ISSUER') tokenIssuer = 'partner-client-service';
  @Text('TOKEN_AUDIENCE') tokenAudience = 'partner-client-service';

  /** The taxonomy of `entity_type`, compared exactly (docs/contract.md section 4). */
  @Names('ENTITY_TYPES') entityTypes: readonly string[] = [
    'SoleTrader',
    'LimitedCompany',
    'LLC',
    'LLP',
    'Partnership',
    'SoleProprietor',
  ];

  /** Limits of an asynchronous request: items, inflated bytes, nesting (docs/contract.md section 5). */
  @WholeNumber('MAX_ITEMS', { from: 1, to: 1_000_000 }) maxItems = 100_000;
  @WholeNumber('MAX_BODY_BYTES', { from: 1024, to: GIB }) maxBodyBytes = 64 * 1024 ** 2;
  /** From 8, since an item of the contract is itself up to 7 levels deep, to what recursive reading bears with ease. */
  @WholeNumber('MAX_DEPTH', { from: 8, to: 256 }) maxDepth = 32;

  /** Limits of a synchronous request, and most database connections that such requests use in this process. */
  @WholeNumber('SYNC_MAX_ITEMS', { from: 1, to: 5_000 }) syncMaxItems = 1_000;
  @WholeNumber('SYNC_MAX_BODY_BYTES', { from: 1024, to: GIB }) syncMaxBodyBytes = 8 * 1024 ** 2;
  @WholeNumber('SYNC_POOL_SIZE', { from: 1, to: 200 }) syncPoolSize = 4;

  /** Items of one partner that may wait undecided, where the partner has no quota of its own; beyond it a batch is answered 429. */
  @WholeNumber('PARTNER_ITEM_QUOTA', { from: 1, to: 1_000_000_000 }) partnerItemQuota = 2_000_000;

  /** Bytes of request bodies that one API process holds at a time; beyond it a request is answered 503. */
  @WholeNumber('RECEIVE_BUDGET_BYTES', {
    from: 1024,
    to: 64 * GIB,
    atLeast: { property: 'maxBodyBytes', variable: 'MAX_BODY_BYTES' },
  })
  receiveBudgetBytes = 256 * 1024 ** 2;
  /** Time that a body may take to arrive. */
  @WholeNumber('RECEIVE_TIMEOUT_MS', { from: 100, to: HOUR_MS }) receiveTimeoutMs = 120_000;
  /** Time that a repeated request waits for the first attempt before it is answered 409. */
  @WholeNumber('IDEMPOTENCY_WAIT_MS', { from: 0, to: 5 * MINUTE_MS }) idempotencyWaitMs = 5000;

  /** Bull's job lock and stalled check: how soon the work of a dead worker is noticed. */
  @WholeNumber('QUEUE_LOCK_MS', { from: 100, to: HOUR_MS }) queueLockMs = 10_000;
  @WholeNumber('QUEUE_STALLED_MS', { from: 100, to: HOUR_MS }) queueStalledMs = 5000;
  /** The release timer, and the age from which a released shard is given out again whatever Bull says. */
  @WholeNumber('RELEASE_INTERVAL_MS', { from: 10, to: HOUR_MS }) releaseIntervalMs = 1000;
  @WholeNumber('RELEASE_LEASE_MS', { from: 100, to: 24 * HOUR_MS }) releaseLeaseMs = 300_000;
  /** Attempts at a shard after which it is decided carefully, item by item. */
  @WholeNumber('CAREFUL_AFTER_ATTEMPTS', { from: 1, to: 100 }) carefulAfterAttempts = 3;

  /** Time between the first stop signal and a forced end; below the 30 s that Kubernetes waits by default. */
  @WholeNumber('SHUTDOWN_GRACE_MS', { from: 0, to: HOUR_MS }) shutdownGraceMs = 25_000;
  @OneOf('LOG_LEVEL', LOG_LEVELS) logLevel: LogLevel = 'info';
}
