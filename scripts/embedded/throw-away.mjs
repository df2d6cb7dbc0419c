import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { ensureOwner } from './postgres-owner.mjs';
import { startPostgres } from './postgres.mjs';
import { redisProgram } from './redis-program.mjs';
import { startRedis } from './redis.mjs';

/** A logical database of Redis for every service that a test run starts, so that one can be wiped alone. */
const REDIS_DATABASES = '1024';

/**
 * @typedef {object} ThrowAwayServers
 * @property {string} folder what belongs to them; tests may put files beside
 * @property {string} superuserUrl
 * @property {string} databaseUrl an empty database as its owner
 * @property {string} redisUrl
 * @property {string} postgresLog path of PostgreSQL's log
 * @property {{ postgres: number, redis: number }} pids
 */

function throwAwayFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-'));
  // PostgreSQL runs as another user when this process is root's, and must be able to pass.
  fs.chmodSync(folder, 0o711);
  return folder;
}

/**
 * Starts a PostgreSQL and a Redis in a folder of their own, for tests and measurements.
 * @param {(text: string) => void} say
 * @param {Record<string, string>} [postgresSettings] beside those that the service needs
 * @returns {Promise<ThrowAwayServers & { stop: () => Promise<void> }>} stop: stops both and removes the folder
 */
export async function startThrowAwayServers(say, postgresSettings = {}) {
  const redis = await redisProgram(say);
  const folder = throwAwayFolder();
  const running = [];
  const stop = async () => {
    for (const server of running.toReversed()) await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const postgresLog = path.join(folder, 'postgres.log');
    const postgres = await startPostgres({
      folder: path.join(folder, 'postgres'),
      port: await freePort(),
      log: postgresLog,
      throwAwayFolder: folder,
      settings: postgresSettings,
    });
    running.push(postgres);
    const queue = await startRedis({
      redis,
      folder: path.join(folder, 'redis'),
      port: await freePort(),
      log: path.join(folder, 'redis.log'),
      settings: { databases: REDIS_DATABASES },
    });
    running.push(queue);
    const databaseUrl = await ensureOwner(postgres.superuserUrl, randomBytes(24).toString('base64url'));
    return {
      folder,
      superuserUrl: postgres.superuserUrl,
      databaseUrl,
      redisUrl: queue.url,
      postgresLog,
      pids: { postgres: postgres.pid, redis: queue.pid },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
