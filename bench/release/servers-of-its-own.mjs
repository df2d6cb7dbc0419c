import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import { migrate } from '../../scripts/start/migrate.mjs';
import { freshSecrets } from '../../scripts/start/secrets.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { inDatabase } from '../stack/database.mjs';

/**
 * Starts a PostgreSQL with the service's schema and a Redis, and stops them when the work is done.
 * @template T
 * @param {(text: string) => void} say
 * @param {(servers: { databaseUrl: string, redisUrl: string, environment: NodeJS.ProcessEnv }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function onServersOfItsOwn(say, work) {
  const { superuserUrl, databaseUrl: ownerUrl, redisUrl, stop } = await startThrowAwayServers(say);
  try {
    const given = { PATH: process.env.PATH };
    const environment = serviceEnvironment({
      given,
      databaseUrl: ownerUrl,
      redisUrl,
      secrets: freshSecrets(),
    });
    await migrate(ownerUrl, environment);
    const databaseUrl = inDatabase(superuserUrl, new URL(ownerUrl).pathname.slice(1));
    return await work({ databaseUrl, redisUrl, environment });
  } finally {
    await stop();
  }
}
