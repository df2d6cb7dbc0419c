import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';
import { freePort } from '../embedded/free-port.mjs';
import { startThrowAwayServers } from '../embedded/throw-away.mjs';
import { migrate } from '../start/migrate.mjs';
import { freshSecrets } from '../start/secrets.mjs';
import { serviceEnvironment } from '../start/service-environment.mjs';
import { serviceProcess } from '../start/service-process.mjs';
import { shownPartners } from './partners.mjs';

const compiled = (file) => createRequire(import.meta.url)(path.join(projectFolder, 'dist', file));

/** Everything that is shown was sent within a minute: no partner may be slowed down for it. */
const NO_LIMITS = { PARTNER_ITEMS_PER_MINUTE: '100000000', PARTNER_REQUESTS_PER_MINUTE: '1000000' };

const PORTS = { api: 'API_PORT', worker: 'WORKER_PORT', dashboard: 'DASHBOARD_PORT' };

/**
 * A whole stack on servers of its own, with partners and a user of each role; the password is the name of the user.
 * @param {(text: string) => void} say
 */
export async function startShownStack(say) {
  const servers = await startThrowAwayServers(say);
  const children = [];
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()));
    await servers.stop();
  };
  try {
    const { databaseUrl, superuserUrl, redisUrl, folder } = servers;
    const env = serviceEnvironment({
      given: { PATH: process.env.PATH, ...NO_LIMITS },
      databaseUrl,
      redisUrl,
      secrets: freshSecrets(),
    });
    await migrate(databaseUrl, env);
    const partners = shownPartners();
    const { registerPartner } = compiled('libs/persistence/src/index.js');
    for (const partner of partners) await registerPartner(databaseUrl, partner);
    const { userEntry } = compiled('apps/dashboard/src/access/user-entry.js');
    const users = await Promise.all([
      userEntry('ann', 'operator', 'ann'),
      userEntry('victor', 'viewer', 'victor'),
    ]);

    const start = async (name) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const own = { [PORTS[name]]: `${port}`, DASHBOARD_USERS: users.join('\n') };
      const log = path.join(folder, `${name}-${port}.log`);
      const started = serviceProcess({ name, url, env: { ...env, ...own }, log });
      const child = await started.launch();
      children.push(child);
      await started.untilReady(child, new AbortController().signal);
      return url;
    };
    const [api, dashboard] = await Promise.all(['api', 'dashboard', 'worker', 'worker'].map(start));
    return { api, dashboard, partners, superuserUrl: inDatabaseOf(superuserUrl, databaseUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The superuser, in the database of another login. */
function inDatabaseOf(superuserUrl, databaseUrl) {
  const url = new URL(superuserUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}
