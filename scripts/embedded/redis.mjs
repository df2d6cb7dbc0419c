import fs from 'node:fs';
import net from 'node:net';
import { endOfLog, startChild } from './child-process.mjs';
import { waitUntil } from './wait-until.mjs';

const START_WITHIN_MS = 20_000;

/**
 * The settings that the service needs of its Redis. docker-compose.yml has the same.
 * Eviction would lose the queue's locks, so the policy is noeviction.
 */
export const redisSettings = {
  appendonly: 'yes',
  appendfsync: 'everysec',
  save: '',
  'maxmemory-policy': 'noeviction',
};

/** Whether the server answers a PING; while it loads its file it answers with an error instead. */
function answersPing(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(false));
  });
}

/**
 * Starts Redis on 127.0.0.1 and waits until it answers.
 * @param {object} options
 * @param {{ program: string, env: NodeJS.ProcessEnv }} options.redis what to run, from redis-program.mjs
 * @param {string} options.folder its data folder
 * @param {number} options.port
 * @param {string} options.log path of the log file
 * @param {Record<string, string>} [options.settings] beside redisSettings
 * @returns {Promise<import('./child-process.mjs').Child & { url: string }>}
 */
export async function startRedis({ redis, folder, port, log, settings = {} }) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = { ...redisSettings, ...settings, bind: '127.0.0.1', port: `${port}`, dir: folder };
  const server = await startChild({
    name: 'redis',
    command: redis.program,
    args: Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]),
    log,
    cwd: folder,
    env: { ...process.env, ...redis.env },
  });
  let ready = false;
  await waitUntil(async () => (ready = await answersPing(port)) || !server.isRunning(), {
    withinMs: START_WITHIN_MS,
  });
  if (!ready || !server.isRunning()) {
    await server.stop();
    throw new Error(`Redis did not start; the end of ${log}:\n${endOfLog(log)}`);
  }
  return { ...server, url: `redis://127.0.0.1:${port}` };
}
