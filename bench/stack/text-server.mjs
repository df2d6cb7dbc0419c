import path from 'node:path';
import { startChild } from '../../scripts/embedded/child-process.mjs';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { createDatabase, dropDatabase, inDatabase, withConnection } from './database.mjs';

const PROGRAM = path.join(import.meta.dirname, 'text-server-process.mjs');
const DATABASE = 'texts';
const READY_WITHIN_MS = 10_000;

/**
 * Starts the baseline of reading: a text in PostgreSQL, sent by the service's HTTP server in a process of its own.
 * @param {import('./contestant.mjs').Servers} servers
 * @param {string} text
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startTextServer(servers, text) {
  await createDatabase(servers.adminUrl, DATABASE);
  const databaseUrl = inDatabase(servers.adminUrl, DATABASE);
  await withConnection(databaseUrl, async (client) => {
    await client.query('CREATE TABLE texts (id int PRIMARY KEY, text text)');
    await client.query('INSERT INTO texts VALUES (1, $1)', [text]);
  });
  const port = await freePort();
  const child = await startChild({
    name: 'text server',
    command: process.execPath,
    args: [PROGRAM],
    log: path.join(servers.folder, 'text-server.log'),
    cwd: servers.folder,
    env: { DATABASE_URL: databaseUrl, PORT: `${port}` },
    channel: true,
  });
  const stop = async () => {
    await child.stop();
    await dropDatabase(servers.adminUrl, DATABASE);
  };
  if (!(await waitUntil(child.saidReady, { withinMs: READY_WITHIN_MS }))) {
    await stop();
    throw new Error('the text server did not start');
  }
  return { url: `http://127.0.0.1:${port}/`, stop };
}
