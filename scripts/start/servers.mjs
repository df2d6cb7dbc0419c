import fs from 'node:fs';
import path from 'node:path';
import { localFolder, outsideFolder, projectFolder } from '../embedded/folders.mjs';
import { freePort } from '../embedded/free-port.mjs';
import { canEnter, ownerOfFiles } from '../embedded/owner-of-files.mjs';
import { startPostgres } from '../embedded/postgres.mjs';
import { startRedis } from '../embedded/redis.mjs';

/**
 * The folder of PostgreSQL's cluster: in .local/, or outside (noted in .local/) when the user that it runs as cannot
 * enter the checkout.
 */
function clusterFolder() {
  if (canEnter(localFolder, ownerOfFiles())) return path.join(localFolder, 'postgres');
  const folder = path.join(outsideFolder(projectFolder), 'postgres');
  fs.writeFileSync(path.join(localFolder, 'postgres-folder.txt'), `${folder}\n`);
  return folder;
}

/**
 * How to launch this checkout's PostgreSQL, on the same port at every restart; for supervise.mjs.
 * @param {string} log
 * @param {(text: string) => void} say told of what only the first start does
 */
export async function embeddedPostgres(log, say) {
  const folder = clusterFolder();
  const port = await freePort();
  let superuserUrl = '';
  return {
    name: 'postgres',
    /** Known once it has been launched. */
    superuserUrl: () => superuserUrl,
    /** @param {AbortSignal} stopped */
    async launch(stopped) {
      const server = await startPostgres({ folder, port, log, say, stopped });
      superuserUrl = server.superuserUrl;
      return server;
    },
  };
}

/**
 * How to launch this checkout's Redis, on the same port at every restart; for supervise.mjs.
 * @param {{ program: string, env: NodeJS.ProcessEnv }} redis
 * @param {string} log
 */
export async function embeddedRedis(redis, log) {
  const port = await freePort();
  const folder = path.join(localFolder, 'redis');
  return {
    name: 'redis',
    url: `redis://127.0.0.1:${port}`,
    launch: () => startRedis({ redis, folder, port, log }),
  };
}
