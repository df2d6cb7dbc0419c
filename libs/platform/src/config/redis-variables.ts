import { certificatesIn } from './certificates';
import { isText, parsedUrl, variable } from './variables';

/** Servers as a URL names them: those of Redis, or sentinels. */
export interface RedisServers {
  /** Whether they are spoken to over TLS. */
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Without a port where the URL has none. */
  readonly hosts: readonly { readonly host: string; readonly port: number | undefined }[];
  /** The logical database. */
  readonly database: number;
}

/** Scheme, login, hosts and database. Several hosts are more than `URL` reads. */
const FORM = /^(rediss?):\/\/(?:([^/?#]*)@)?([^@/?#]+)(?:\/([0-9]{0,5}))?$/;

/** The servers that a URL names; undefined when it cannot be read. */
function redisServers(text: string): RedisServers | undefined {
  const [, scheme, login = '', hosts = '', database = ''] = FORM.exec(text) ?? [];
  const user = parsedUrl(`redis://${login}@host`);
  const urls = hosts.split(',').map((host) => parsedUrl(`redis://${host.trim()}`));
  if (scheme === undefined || user === null || !urls.every((url) => url !== null && url.hostname !== ''))
    return undefined;
  try {
    return {
      tls: scheme === 'rediss',
      username: decoded(user.username),
      password: decoded(user.password),
      hosts: urls.flatMap((url) => (url === null ? [] : { host: hostOf(url), port: portOf(url) })),
      database: Number(database),
    };
  } catch {
    return undefined; // % without two hexadecimal digits
  }
}

const decoded = (part: string): string | undefined => (part === '' ? undefined : decodeURIComponent(part));
const portOf = ({ port }: URL): number | undefined => (port === '' ? undefined : Number(port));
/** IPv6 addresses stand in brackets in URLs alone. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

const isServers = (value: unknown): value is RedisServers => typeof value === 'object' && value !== null;

/** Servers in the form `rediss://user:password@host:6379/0`, several hosts with commas between. */
export function RedisUrl(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a URL that begins with redis:// or rediss:// and names a host, or several with commas between; no parameters',
    read: redisServers,
    holds: isServers,
  });
}

/** What the members of a configuration say about Redis, when each is right by itself. */
interface RedisMembers {
  readonly redis: RedisServers;
  readonly redisSentinels: RedisServers | '';
}

/** Whether the servers are a Redis Cluster. */
export function RedisCluster(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'yes or no: yes where REDIS_URL names several hosts; no where it names a database, or with REDIS_SENTINEL_URL',
    holds: (value, whole) => {
      const { redis, redisSentinels } = whole as RedisMembers;
      if (value !== 'yes' && value !== 'no') return false;
      if (!isServers(redis)) return true; // and that is said of REDIS_URL
      return value === 'yes' ? redis.database === 0 && redisSentinels === '' : redis.hosts.length === 1;
    },
  });
}

/** Sentinels, or '' where there are none. */
export function RedisSentinels(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: "a URL of sentinels in the form of REDIS_URL, without a database; REDIS_URL then has the master's name for its host, and no port",
    read: redisServers,
    holds: (value, whole) => {
      if (value === '') return true;
      const { redis } = whole as RedisMembers;
      if (!isServers(value) || value.database !== 0) return false;
      return !isServers(redis) || redis.hosts.every(({ port }) => port === undefined);
    },
  });
}

/** A file of certificates; the member is what is in it, or '' where there is none. */
export function RedisCertificates(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'the path of a file of certificates (PEM) that can be read, and REDIS_URL or REDIS_SENTINEL_URL must begin with rediss://',
    read: certificatesIn,
    holds: (value, whole) => {
      if (value === '') return true;
      const { redis, redisSentinels } = whole as RedisMembers;
      const speaksTls = [redis, redisSentinels].some((servers) => isServers(servers) && servers.tls);
      return isText(value) && value.includes('BEGIN CERTIFICATE') && (speaksTls || !isServers(redis));
    },
  });
}
