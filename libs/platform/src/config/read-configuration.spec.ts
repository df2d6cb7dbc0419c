import { type Configuration } from './configuration';
import { ConfigurationRefused, readConfiguration } from './read-configuration';

const REQUIRED = {
  PARTNER_PATH_DATABASE_URL: 'postgres://partner_path:secret@127.0.0.1:5432/partner_clients',
  RELEASE_DATABASE_URL: 'postgres://release:secret@127.0.0.1:5432/partner_clients',
  AUTH_DATABASE_URL: 'postgresql://auth:secret@127.0.0.1:5432/partner_clients',
  REDIS_URL: 'redis://127.0.0.1:6379',
  TOKEN_SIGNING_KEY: Buffer.alloc(32, 7).toString('base64url'),
};

function refusedSentences(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error.sentences;
    throw error;
  }
  return [];
}

describe('readConfiguration', () => {
  it('gives every optional field its documented default', () => {
    const { tokenSigningKey, ...rest } = readConfiguration(REQUIRED);

    expect(Buffer.from(tokenSigningKey)).toEqual(Buffer.alloc(32, 7));
    expect(rest).toEqual({
      apiHost: '127.0.0.1',
      apiPort: 3000,
      trustedProxies: [],
      workerHost: '127.0.0.1',
      workerPort: 3001,
      partnerPathDatabaseUrl: REQUIRED.PARTNER_PATH_DATABASE_URL,
      releaseDatabaseUrl: REQUIRED.RELEASE_DATABASE_URL,
      authDatabaseUrl: REQUIRED.AUTH_DATABASE_URL,
      databasePoolSize: 10,
      databasePreparedStatements: 'yes',
      redis: {
        tls: false,
        username: undefined,
        password: undefined,
        hosts: [{ host: '127.0.0.1', port: 6379 }],
        database: 0,
      },
      redisCluster: 'no',
      redisSentinels: '',
      redisAuthorities: '',
      queuePrefix: '{partner-client-service}',
      tokenIssuer: 'partner-client-service',
      tokenAudience: 'partner-client-service',
      tokenVerificationKeys: [],
      tokenFailuresPerClient: 10,
      tokenFailuresPerAddress: 100,
      tokenFailuresWindowS: 300,
      authIssuer: '',
      authJwksUrl: '',
      authAudience: 'partner-client-service',
      authPartnerClaim: 'sub',
      entityTypes: ['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'],
      maxItems: 100_000,
      maxBodyBytes: 67_108_864,
      maxDepth: 32,
      metricsHost: '127.0.0.1',
      metricsPort: 0,
      partnerItemQuota: 2_000_000,
      partnerItemsPerMinute: 6_000_000,
      partnerRequestsPerMinute: 60_000,
      syncMaxItems: 1000,
      syncMaxBodyBytes: 8_388_608,
      syncPoolSize: 4,
      receiveBudgetBytes: 268_435_456,
      headersTimeoutMs: 20_000,
      receiveTimeoutMs: 120_000,
      idempotencyWaitMs: 5000,
      idempotencyKeyHours: 168,
      retentionDays: 90,
      queueLockMs: 10_000,
      queueStalledMs: 5000,
      releaseIntervalMs: 1000,
      releaseLeaseMs: 300_000,
      carefulAfterAttempts: 3,
      shutdownGraceMs: 25_000,
      blockedLoopLimitMs: 10_000,
      logLevel: 'info',
    });
  });

  it('takes the values that the environment gives', () => {
    const configuration = readConfiguration({
      ...REQUIRED,
      API_PORT: '0',
      ENTITY_TYPES: 'SoleTrader, Trust',
      LOG_LEVEL: 'debug',
      QUEUE_PREFIX: '{second}',
      TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1',
      TOKEN_VERIFICATION_KEYS: [8, 9].map((byte) => Buffer.alloc(32, byte).toString('base64url')).join(' , '),
      AUTH_ISSUER: 'https://issuer.example/',
      AUTH_JWKS_URL: 'http://127.0.0.1:8080/keys',
    });

    const expected: Partial<Configuration> = {
      apiPort: 0,
      entityTypes: ['SoleTrader', 'Trust'],
      logLevel: 'debug',
      queuePrefix: '{second}',
      trustedProxies: ['10.0.0.0/8', '2001:db8::1'],
      tokenVerificationKeys: [8, 9].map((byte) => new Uint8Array(Buffer.alloc(32, byte))),
      authIssuer: 'https://issuer.example/',
      authJwksUrl: 'http://127.0.0.1:8080/keys',
    };
    expect(configuration).toMatchObject(expected);
  });

  it('treats an empty variable as absent', () => {
    expect(readConfiguration({ ...REQUIRED, MAX_ITEMS: '' }).maxItems).toBe(100_000);
    expect(refusedSentences({ ...REQUIRED, REDIS_URL: '' })).toEqual([
      'REDIS_URL is missing; it must be a URL that begins with redis:// or rediss:// and names a host, or several with commas between; no parameters',
    ]);
  });

  it('says one sentence for each required variable that is missing', () => {
    const sentences = refusedSentences({});
    expect(sentences.map((sentence) => sentence.split(' ')[0]).sort()).toEqual(Object.keys(REQUIRED).sort());
  });

  it.each([
    ['API_PORT', '65536'],
    ['API_PORT', '0x50'],
    ['API_PORT', '-1'],
    ['API_PORT', '80.0'],
    ['API_HOST', ' '],
    ['DATABASE_POOL_SIZE', '0'],
    ['MAX_DEPTH', '1e1'],
    ['REDIS_URL', 'http://127.0.0.1'],
    ['AUTH_DATABASE_URL', 'not a url'],
    ['AUTH_DATABASE_URL', 'postgres:///nohost'],
    ['TOKEN_SIGNING_KEY', Buffer.alloc(31).toString('base64url')],
    ['TOKEN_SIGNING_KEY', 'not/base64url='],
    ['TOKEN_VERIFICATION_KEYS', `${Buffer.alloc(32).toString('base64url')},`],
    ['TOKEN_VERIFICATION_KEYS', Buffer.alloc(31).toString('base64url')],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/0'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['AUTH_ISSUER', 'http://issuer.example'],
    ['AUTH_ISSUER', 'issuer'],
    ['AUTH_JWKS_URL', 'ftp://issuer.example'],
    ['ENTITY_TYPES', 'LLC,,LLP'],
    ['ENTITY_TYPES', 'LLC,LLC'],
    ['LOG_LEVEL', 'loud'],
    ['QUEUE_PREFIX', 'no-braces'],
  ])('refuses %s=%s with one sentence that names the variable', (name, text) => {
    const sentences = refusedSentences({ ...REQUIRED, [name]: text });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`^${name} must be `));
  });

  it('reads who is behind the URLs of Redis', () => {
    const configuration = readConfiguration({
      ...REQUIRED,
      REDIS_URL: 'rediss://service:p%40ss@queues',
      REDIS_SENTINEL_URL: 'redis://:secret@[::1]:26379,sentinel.example',
    });
    expect(configuration.redis).toEqual({
      tls: true,
      username: 'service',
      password: 'p@ss',
      hosts: [{ host: 'queues', port: undefined }],
      database: 0,
    });
    expect(configuration.redisSentinels).toMatchObject({
      password: 'secret',
      hosts: [
        { host: '::1', port: 26_379 },
        { host: 'sentinel.example', port: undefined },
      ],
    });
  });

  it.each([
    [{ REDIS_URL: 'redis://a,b' }, /^REDIS_CLUSTER must be yes or no: yes where/],
    [
      { REDIS_URL: 'redis://a/1', REDIS_CLUSTER: 'yes' },
      /^REDIS_CLUSTER must be .*; no where it names a database/,
    ],
    [
      { REDIS_CLUSTER: 'yes', REDIS_URL: 'redis://a', REDIS_SENTINEL_URL: 'redis://b' },
      /^REDIS_CLUSTER must be /,
    ],
    [{ REDIS_SENTINEL_URL: 'redis://b' }, /^REDIS_SENTINEL_URL must be .*master's name/],
    [
      { REDIS_SENTINEL_URL: 'redis://b/1', REDIS_URL: 'redis://a' },
      /^REDIS_SENTINEL_URL must be .*without a database/,
    ],
    [
      { REDIS_CA_FILE: __filename, REDIS_URL: 'rediss://a' },
      /^REDIS_CA_FILE must be the path of a file of certificates/,
    ],
    [
      { REDIS_CA_FILE: '/none', REDIS_URL: 'rediss://a' },
      /^REDIS_CA_FILE must be the path of a file of certificates/,
    ],
    [{ REDIS_URL: 'redis://a?db=1' }, /^REDIS_URL must be .*no parameters$/],
    [{ REDIS_URL: 'redis://a%zz@b' }, /^REDIS_URL must be /],
    [
      { AUTH_DATABASE_URL: 'postgres://a/b?sslmode=prefer' },
      /^AUTH_DATABASE_URL must have as sslmode one of disable,/,
    ],
    [
      { AUTH_DATABASE_URL: 'postgres://a/b?sslmode=require' },
      /^AUTH_DATABASE_URL must have sslrootcert beside/,
    ],
    [
      { AUTH_DATABASE_URL: 'postgres://a/b?sslrootcert=/none' },
      /^AUTH_DATABASE_URL must have sslmode beside/,
    ],
    [{ AUTH_DATABASE_URL: 'postgres://a/b?ssl=true' }, /^AUTH_DATABASE_URL must ask for TLS with sslmode/],
    [
      { AUTH_DATABASE_URL: 'postgres://a/b?sslmode=verify-full&sslrootcert=/none' },
      /^AUTH_DATABASE_URL must have as sslrootcert the path of a file of certificates/,
    ],
    [
      { AUTH_DATABASE_URL: `postgres://a/b?sslmode=verify-full&sslkey=${__filename}` },
      /^AUTH_DATABASE_URL must have both of sslcert and sslkey/,
    ],
  ])('refuses %j, which cannot work, and says in what', (given, sentence) => {
    const sentences = refusedSentences({ ...REQUIRED, ...given });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(sentence);
  });

  it('refuses a receive budget that could never hold one whole body', () => {
    expect(refusedSentences({ ...REQUIRED, RECEIVE_BUDGET_BYTES: '2048' })).toEqual([
      expect.stringContaining('not below MAX_BODY_BYTES'),
    ]);
    expect(refusedSentences({ ...REQUIRED, RECEIVE_BUDGET_BYTES: '2048', MAX_BODY_BYTES: '2048' })).toEqual(
      [],
    );
  });

  it('never repeats a refused value, which may hold a password', () => {
    const sentences = refusedSentences({
      ...REQUIRED,
      RELEASE_DATABASE_URL: 'mysql://release:canary-9f2@127.0.0.1',
      TOKEN_SIGNING_KEY: 'canary-9f2',
    });
    expect(sentences).toHaveLength(2);
    expect(sentences.join(' ')).not.toContain('canary');
  });
});
