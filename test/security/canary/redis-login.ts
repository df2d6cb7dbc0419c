import { randomBytes } from 'node:crypto';
import Redis from 'ioredis';
import { type SharedServers } from '../../support/shared-servers';

/** Servers of the test run whose Redis is reached with a user and a password of our own. */
export interface LoginToRedis {
  readonly servers: SharedServers;
  readonly password: string;
  readonly remove: () => Promise<void>;
}

/** Adds a user that may do what a service does. */
export async function loginToRedis(servers: SharedServers): Promise<LoginToRedis> {
  const name = `service-${randomBytes(6).toString('hex')}`;
  const password = randomBytes(24).toString('hex');
  const asDefault = async (...command: [string, ...string[]]): Promise<void> => {
    const redis = new Redis(servers.redisUrl);
    try {
      await redis.call(...command);
    } finally {
      redis.disconnect();
    }
  };
  await asDefault('ACL', 'SETUSER', name, 'on', `>${password}`, '~*', '&*', '+@all', '-@admin');
  const redisUrl = new URL(servers.redisUrl);
  redisUrl.username = name;
  redisUrl.password = password;
  return {
    servers: { ...servers, redisUrl: redisUrl.href.replace(/\/$/, '') },
    password,
    remove: () => asDefault('ACL', 'DELUSER', name),
  };
}
