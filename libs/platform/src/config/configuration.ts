import { PostgresUrl } from './postgres-url';
import { SecureUrl, TrustedProxies } from './network-variables';
import { HOUR_MS, MINUTE_MS, PORT, ProcessConfiguration } from './process-configuration';
import { KeyBytes, KeyBytesList, Names, Text, WholeNumber } from './variables';

const GIB = 1024 ** 3;

/** Everything that an operator can set for API and worker. */
export class Configuration extends ProcessConfiguration {
  @Text('API_HOST', 'Address that the API listens on.') apiHost = '127.0.0.1';
  @WholeNumber('API_PORT', 'Port of the API; 0 takes any free one.', PORT) apiPort = 3000;

  @TrustedProxies() trustedProxies: readonly string[] = [];

  @Text('WORKER_HOST', 'Address that the health checks of the worker listen on.') workerHost = '127.0.0.1';
  @WholeNumber('WORKER_PORT', 'Port of these health checks; 0 takes any free one.', PORT) workerPort = 3001;

  @PostgresUrl('PARTNER_PATH_DATABASE_URL', 'PostgreSQL as the role that serves one partner at a time.')
  partnerPathDatabaseUrl!: string;
  @PostgresUrl('RELEASE_DATABASE_URL', 'PostgreSQL as the role that hands out shards.')
  releaseDatabaseUrl!: string;
  @PostgresUrl('AUTH_DATABASE_URL', 'PostgreSQL as the role that reads credentials.')
  authDatabaseUrl!: string;
  @WholeNumber('DATABASE_POOL_SIZE', 'Most connections of the partner path role in one process.', {
    from: 1,
    to: 200,
  })
  databasePoolSize = 10;

  // 32 bytes are what HS256 asks for (RFC 7518, 3.2).
  @KeyBytes(
    'TOKEN_SIGNING_KEY',
    'Key that access tokens are signed with (HS256), the same for all API processes.',
    32,
  )
  tokenSigningKey!: Uint8Array;
  @KeyBytesList(
    'TOKEN_VERIFICATION_KEYS',
    'Further keys that access tokens may be signed with: the next one and the one before, while the signing key is changed.',
    32,
  )
  tokenVerificationKeys: readonly Uint8Array[] = [];
  @Text('TOKEN_ISSUER', 'Issuer (iss) of access tokens.') tokenIssuer = 'partner-client-service';
  @Text('TOKEN_AUDIENCE', 'Audience (aud) of access tokens.') tokenAudience = 'partner-client-service';

  @WholeNumber(
    'TOKEN_FAILURES_PER_CLIENT',
    'Wrong credentials for one client id from one address that are answered 401 in a window; after them the answer is 429.',
    { from: 1, to: 1_000_000 },
  )
  tokenFailuresPerClient = 10;
  @WholeNumber(
    'TOKEN_FAILURES_PER_ADDRESS',
    'Wrong credentials from one address, for any client ids, that are answered 401 in a window; after them the answer is 429.',
    { from: 1, to: 1_000_000 },
  )
  tokenFailuresPerAddress = 100;
  @WholeNumber(
    'TOKEN_FAILURES_WINDOW_S',
    'Length of the window in which wrong credentials are counted, in seconds.',
    { from: 1, to: 86_400 },
  )
  tokenFailuresWindowS = 300;

  @SecureUrl(
    'AUTH_ISSUER',
    'Issuer (iss) whose access tokens are accepted beside those of this service; empty: none.',
  )
  authIssuer = '';
  @SecureUrl(
    'AUTH_JWKS_URL',
    'Where the keys of that issuer are; empty: where its OpenID configuration says, or else at /.well-known/jwks.json.',
  )
  authJwksUrl = '';
  @Text('AUTH_AUDIENCE', 'Audience (aud) that tokens of that issuer must be for.') authAudience =
    'partner-client-service';
  @Text('AUTH_PARTNER_CLAIM', "Claim of such a token that holds the partner's client id.") authPartnerClaim =
    'sub';

  @Names('ENTITY_TYPES', 'What entity_type may be, compared exactly; the same for all processes.')
  entityTypes: readonly string[] = [
    'SoleTrader',
    'LimitedCompany',
    'LLC',
    'LLP',
    'Partnership',
    'SoleProprietor',
  ];

  @WholeNumber('MAX_ITEMS', 'Most items of an asynchronous request.', { from: 1, to: 1_000_000 }) maxItems =
    100_000;
  @WholeNumber('MAX_BODY_BYTES', 'Most bytes of an asynchronous request, inflated (64 MiB).', {
    from: 1024,
    to: GIB,
  })
  maxBodyBytes = 64 * 1024 ** 2;
  // From 8, since an item of the contract is itself up to 7 levels deep, to what recursive reading bears with ease.
  @WholeNumber('MAX_DEPTH', 'Deepest nesting of a body; the outer array is level 1.', { from: 8, to: 256 })
  maxDepth = 32;

  @WholeNumber('SYNC_MAX_ITEMS', 'Most items of a synchronous request.', { from: 1, to: 5_000 })
  syncMaxItems = 1_000;
  @WholeNumber('SYNC_MAX_BODY_BYTES', 'Most bytes of a synchronous request, inflated (8 MiB).', {
    from: 1024,
    to: GIB,
  })
  syncMaxBodyBytes = 8 * 1024 ** 2;
  @WholeNumber('SYNC_POOL_SIZE', 'Most database connections of synchronous requests in one process.', {
    from: 1,
    to: 200,
  })
  syncPoolSize = 4;

  @WholeNumber(
    'PARTNER_ITEM_QUOTA',
    'Items of one partner that may wait undecided, where it has no quota of its own; beyond it a batch is answered 429.',
    { from: 1, to: 1_000_000_000 },
  )
  partnerItemQuota = 2_000_000;
  @WholeNumber(
    'PARTNER_REQUESTS_PER_MINUTE',
    'Requests of one partner in a minute, at all API processes together, where it has no limit of its own; beyond it, 429.',
    { from: 1, to: 1_000_000_000 },
  )
  partnerRequestsPerMinute = 60_000;
  @WholeNumber(
    'PARTNER_ITEMS_PER_MINUTE',
    'Items of one partner in a minute, of accepted batches, where it has no limit of its own; beyond it, 429.',
    { from: 1, to: 1_000_000_000 },
  )
  partnerItemsPerMinute = 6_000_000;

  // Seven days is also what the database itself insists on.
  @WholeNumber(
    'RETENTION_DAYS',
    'Days for which payloads and results are kept at least, and a week more at most; saved records stay. The same for all workers.',
    { from: 7, to: 36_500 },
  )
  retentionDays = 90;
  @WholeNumber(
    'IDEMPOTENCY_KEY_HOURS',
    'Hours for which an Idempotency-Key is remembered at least (a week). The same for all workers.',
    { from: 24, to: 8_760 },
  )
  idempotencyKeyHours = 168;

  @WholeNumber(
    'RECEIVE_BUDGET_BYTES',
    'Bytes of large bodies that one API process holds at a time (256 MiB), and a quarter more for small ones; beyond it a request is answered 503.',
    { from: 1024, to: 64 * GIB, atLeast: { property: 'maxBodyBytes', variable: 'MAX_BODY_BYTES' } },
  )
  receiveBudgetBytes = 256 * 1024 ** 2;
  // Header fields are small; whoever takes longer holds a connection for nothing.
  @WholeNumber(
    'HEADERS_TIMEOUT_MS',
    'Time that the request line and the header fields of a request may take to arrive, in milliseconds.',
    { from: 100, to: HOUR_MS },
  )
  headersTimeoutMs = 20_000;
  @WholeNumber('RECEIVE_TIMEOUT_MS', 'Time that a body may take to arrive, in milliseconds.', {
    from: 100,
    to: HOUR_MS,
  })
  receiveTimeoutMs = 120_000;
  @WholeNumber(
    'IDEMPOTENCY_WAIT_MS',
    'Time that a repeated request waits for the first attempt before it is answered 409, in milliseconds.',
    { from: 0, to: 5 * MINUTE_MS },
  )
  idempotencyWaitMs = 5000;

  @WholeNumber(
    'QUEUE_LOCK_MS',
    "Bull's job lock: after it the job of a dead worker is stalled, in milliseconds.",
    {
      from: 100,
      to: HOUR_MS,
    },
  )
  queueLockMs = 10_000;
  @WholeNumber('QUEUE_STALLED_MS', 'Time between two looks for stalled jobs, in milliseconds.', {
    from: 100,
    to: HOUR_MS,
  })
  queueStalledMs = 5000;
  @WholeNumber(
    'RELEASE_INTERVAL_MS',
    'Pause between two looks at all partners for shards that wait or were lost, and after a release that failed, in milliseconds.',
    {
      from: 10,
      to: HOUR_MS,
    },
  )
  releaseIntervalMs = 1000;
  @WholeNumber(
    'RELEASE_LEASE_MS',
    'Age from which a released shard is given out again although Bull says that a worker is at it, in milliseconds.',
    { from: 100, to: 24 * HOUR_MS },
  )
  releaseLeaseMs = 300_000;
  @WholeNumber('CAREFUL_AFTER_ATTEMPTS', 'Attempts at a shard after which it is decided item by item.', {
    from: 1,
    to: 100,
  })
  carefulAfterAttempts = 3;
}
