import fs from 'node:fs';
import path from 'node:path';
import { build } from '../build.mjs';
import { localFolder } from '../embedded/folders.mjs';
import { redisProgram } from '../embedded/redis-program.mjs';
import { install } from '../install.mjs';
import { allOrNone } from './all-or-none.mjs';
import { choosePort, LISTENERS } from './choose-port.mjs';
import { claimCheckout } from './only-one.mjs';
import { readStackFile, removeStackFile } from './stack-file.mjs';

/** Where every process of the stack has its log. */
export const logFolder = path.join(localFolder, 'logs');

/**
 * All that comes before the first process: claims the checkout, finds a port, then fetches Redis while it installs and builds.
 * What can fail for a reason that the user must mend ends the rest at once: nobody waits for an installation to hear of it.
 * @param {(text: string) => void} say
 * @param {AbortSignal} stopped
 */
export async function prepare(say, stopped) {
  if (!(await claimCheckout())) {
    const address = readStackFile()?.api;
    throw new Error(
      `The stack of this checkout is running already${address ? ` at ${address}` : ', or starting'}.\n` +
        '  its credentials: .local/stack.json\n' +
        '  to stop it:      Ctrl-C in the terminal where it was started',
    );
  }
  removeStackFile();
  const apiHost = process.env.API_HOST || '127.0.0.1';
  const apiPort = await choosePort(LISTENERS.api, apiHost, say);
  const dashboardHost = process.env.DASHBOARD_HOST || '127.0.0.1';
  const dashboardPort = await choosePort(LISTENERS.dashboard, dashboardHost, say, [apiPort]);
  const [redis] = await allOrNone(stopped, [
    async (ended) => (process.env.REDIS_URL ? null : redisProgram(say, ended)),
    async (ended) => {
      await install(say, { stopped: ended });
      await build(say);
    },
  ]);
  fs.mkdirSync(logFolder, { recursive: true });
  return { apiHost, apiPort, dashboardHost, dashboardPort, redis };
}
