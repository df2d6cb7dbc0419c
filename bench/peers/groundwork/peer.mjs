import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOfLog, startChild } from '../../../scripts/embedded/child-process.mjs';
import { freePort } from '../../../scripts/embedded/free-port.mjs';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { NODE_OPTIONS } from '../../../scripts/start/service-process.mjs';
import { createDatabase, dropDatabase, inDatabase } from '../../stack/database.mjs';
import { request } from '../../stack/http-client.mjs';
import { watchOutcome } from './outcome.mjs';

const RUN = path.join(import.meta.dirname, 'run.mjs');
const READY_WITHIN_MS = 30_000;

/** Nothing is worth finishing: a peer is stopped when its batches have been decided, and its database is dropped. */
const GRACE_MS = 2000;

/** Every start has a database and a queue of its own: what an earlier one left must not come back. */
let starts = 0;

/**
 * A peer as a contestant of the benchmark: one API and one worker process, with Node's options as the service has them.
 * @param {object} options
 * @param {string} options.name
 * @param {URL} options.api a module (.mjs or .ts) that exports `start`
 * @param {URL} options.worker likewise
 * @returns {import('../../stack/contestant.mjs').Contestant} which also tells, once started, the `states` of a batch's items
 */
export function peer({ name, api, worker }) {
  return { name, start: (servers) => startPeer({ name, api, worker }, servers) };
}

async function startPeer({ name, api, worker }, servers) {
  const own = `${name.replaceAll('-', '_')}_${++starts}`;
  const databaseUrl = inDatabase(servers.adminUrl, own);
  await createDatabase(servers.adminUrl, own);
  const token = randomBytes(32).toString('base64url');
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    REDIS_URL: servers.redisUrl,
    // In braces, as Bull wants it for a Redis Cluster.
    QUEUE_PREFIX: `{${own}}`,
    PORT: `${port}`,
    TOKEN: token,
  };
  const running = [];
  const startProcess = async (kind, file) => {
    const log = path.join(servers.folder, `${own}-${kind}.log`);
    running.push(await untilReady(await launch(`${name}'s ${kind}`, file, log, env), log));
  };
  const stop = async () => {
    await Promise.all(running.map((child) => child.stop()));
    await dropDatabase(servers.adminUrl, own);
  };
  try {
    // The API first: it makes the tables.
    await startProcess('api', api);
    await startProcess('worker', worker);
  } catch (error) {
    await stop();
    throw error;
  }
  const outcome = await watchOutcome(databaseUrl);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  return {
    async submit(body) {
      const answer = await request(`http://127.0.0.1:${port}/clients`, { method: 'POST', headers, body });
      if (answer.status !== 202) throw new Error(`${name} answered ${answer.status}: ${answer.body}`);
      return JSON.parse(answer.body).status_check_id;
    },
    decided: (ids) => outcome.decided(ids),
    states: (id) => outcome.states(id),
    pids: () => running.map(({ pid }) => pid),
    async stop() {
      await outcome.end();
      await stop();
    },
  };
}

function launch(name, file, log, env) {
  return startChild({
    name,
    command: process.execPath,
    args: [...NODE_OPTIONS, RUN, fileURLToPath(file)],
    log,
    cwd: import.meta.dirname,
    env,
    graceMs: GRACE_MS,
    channel: true,
  });
}

async function untilReady(child, log) {
  await waitUntil(() => child.saidReady() || !child.isRunning(), { withinMs: READY_WITHIN_MS });
  if (child.saidReady() && child.isRunning()) return child;
  await child.stop();
  throw new Error(`${child.name} did not start; the end of ${log}:\n${endOfLog(log)}`);
}
