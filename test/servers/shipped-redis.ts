import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/embedded/folders.mjs';

/** The prefix that the shipped rights are for, and the login of its user. */
export const SHIPPED_PREFIX = '{partner-client-service}';
export const SHIPPED_LOGIN = 'service:change-me';

/** Who looks in from outside: a test, and a replica at its master. */
export const ADMIN = { username: 'admin', password: 'of-the-test' };

/** The configuration of Redis as it is shipped, and a user for the test. */
export function shippedConfiguration(): string {
  const shipped = fs.readFileSync(path.join(projectFolder, 'deploy/redis/redis.conf'), 'utf8');
  return `${shipped}\nuser ${ADMIN.username} on >${ADMIN.password} allkeys allchannels +@all\n`;
}
