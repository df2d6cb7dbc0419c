import { ConfigurationRefused } from '@app/platform';
import { Logger } from '@nestjs/common';
import { type RedisSettings, toServer } from './connect';

/** A start does not wait longer than this for a Redis that is away. */
const WITHIN_MS = 2_000;

/** Codes of Node and OpenSSL for a server that is not the one it should be, and for one that does not speak TLS. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|certificate/;
const NO_TLS = /WRONG_VERSION_NUMBER|wrong version number|EPROTO/;
/** What Redis answers to a user that it does not know, or that may not do what the service has to. */
const NOT_LET_IN = /\b(WRONGPASS|NOAUTH|NOPERM)\b[^\n]*/;

/**
 * Asks Redis once, at start, whether the settings fit. Redis that is away is none of this function's business: the service does without
 * it until it is back. Settings that cannot come right by waiting end the process.
 * @throws ConfigurationRefused
 */
export async function checkRedisSettings(settings: RedisSettings): Promise<void> {
  const redis = toServer(settings, {
    server: {
      lazyConnect: true,
      retryStrategy: null,
      sentinelRetryStrategy: () => null,
      connectTimeout: WITHIN_MS,
      commandTimeout: WITHIN_MS,
      maxRetriesPerRequest: 0,
      enableReadyCheck: false,
    },
  });
  const heard: string[] = [];
  let connections = 0;
  redis.on('connect', () => connections++);
  for (const event of ['error', 'sentinelError'])
    redis.on(event, (error: unknown) => {
      heard.push(wordsOf(error));
    });
  try {
    await redis.connect();
    const refusal = refusalOf(await redis.info(), settings);
    if (refusal !== undefined) throw new ConfigurationRefused([refusal]);
  } catch (error) {
    if (error instanceof ConfigurationRefused) throw error;
    const refusal = refusalOfError([...heard, wordsOf(error)].join('\n'), settings);
    if (refusal !== undefined) throw new ConfigurationRefused([refusal]);
    if (connections > 0 && !settings.redis.tls) tellOfPlainText();
  } finally {
    redis.disconnect();
  }
}

function wordsOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return `${code} ${message}`;
}

/** The sentence about an error that does not go away by itself. */
function refusalOfError(words: string, settings: RedisSettings): string | undefined {
  const variable = /sentinel/.test(words) ? 'REDIS_SENTINEL_URL' : 'REDIS_URL';
  const [notLetIn] = NOT_LET_IN.exec(words) ?? [];
  if (notLetIn !== undefined)
    return `${variable} must have a user and a password that Redis lets in, and it says: ${notLetIn}`;
  if (NO_TLS.test(words)) return `${variable} must begin with redis://, since the server does not speak TLS`;
  if (NOT_TRUSTED.test(words))
    return settings.redisAuthorities === ''
      ? `${variable} leads to a server whose certificate Node does not trust, or that is for another name (${reasonIn(words)}): REDIS_CA_FILE must name the file with its authority`
      : `${variable} leads to a server whose certificate is not of an authority in REDIS_CA_FILE, or is for another name (${reasonIn(words)})`;
  return /No such master|invalid reply: null/.test(words)
    ? "REDIS_URL must have the master's name for its host, and the sentinels of REDIS_SENTINEL_URL know no master of this name"
    : undefined;
}

function reasonIn(words: string): string {
  return (
    words
      .split('\n')
      .find((line) => NOT_TRUSTED.test(line))
      ?.trim() ?? words
  );
}

/** The sentence about a server of another kind than the settings say, by its `INFO`. */
function refusalOf(info: string, { redisCluster }: RedisSettings): string | undefined {
  if (/^redis_mode:sentinel/m.test(info))
    return 'REDIS_URL leads to a sentinel; it must be REDIS_SENTINEL_URL that does';
  const isCluster = /^cluster_enabled:1/m.test(info);
  if (isCluster && redisCluster === 'no')
    return 'REDIS_CLUSTER must be yes, since REDIS_URL leads to a server of a Redis Cluster';
  return !isCluster && redisCluster === 'yes'
    ? 'REDIS_CLUSTER must be no, since REDIS_URL leads to a server that is not in a Redis Cluster'
    : undefined;
}

function tellOfPlainText(): void {
  new Logger('Redis').warn(
    'Redis closed the connection without an answer; if it speaks TLS, REDIS_URL must begin with rediss://',
  );
}
