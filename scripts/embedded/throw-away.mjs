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
 * @typedef {object} ThrowAwayControls
 * @property {() => Promise<void>} stop stops both and removes the folder
 * @property {(name: 'postgres' | 'redis', signal: NodeJS.Signals) => Promise<void>} kill resolves when it is gone
 * @property {(name: 'postgres' | 'redis') => Promise<void>} startAgain a killed one, on its port and with its data
 */

/**
 * Starts a PostgreSQL and a Redis in a folder of their own, for tests and measurements.
 * @param {(text: string) => void} say
 * @param {Record<string, string>} [postgresSettings] beside those that the service needs
 * @param {string} [postgresIn] a folder that is there, for what PostgreSQL stores
 * @returns {Promise<ThrowAwayServers & ThrowAwayControls>}
 */
export async function startThrowAwayServers(say, postgresSettings = {}, postgresIn = undefined) {
  const redis = await redisProgram(say);
  const folder = throwAwayFolder();
  const postgresLog = path.join(folder, 'postgres.log');
  const ports = { postgres: await freePort() };
  const starts = {
    postgres: () =>
      startPostgres({
        folder: path.join(postgresIn ?? folder, 'postgres'),
        port: ports.postgres,
        log: postgresLog,
        throwAwayFolder: folder,
        settings: postgresSettings,
      }),
    redis: () =>
      startRedis({
        redis,
        folder: path.join(folder, 'redis'),
        port: ports.redis,
        log: path.join(folder, 'redis.log'),
        settings: { databases: REDIS_DATABASES },
      }),
  };
  const running = {};
  const stop = async () => {
    for (const server of Object.values(running).toReversed()) await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    running.postgres = await starts.postgres();
    ports.redis = await freePort();
    running.redis = await starts.redis();
    const { superuserUrl } = running.postgres;
    return {
      folder,
      superuserUrl,
      databaseUrl: await ensureOwner(superuserUrl, randomBytes(24).toString('base64url')),
      redisUrl: running.redis.url,
      postgresLog,
      pids: { postgres: running.postgres.pid, redis: running.redis.pid },
      stop,
      kill: async (name, signal) => {
        process.kill(running[name].pid, signal);
        await running[name].ended;
      },
      startAgain: async (name) => {
        running[name] = await starts[name]();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
