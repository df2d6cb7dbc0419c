import fs from 'node:fs';
import path from 'node:path';
import { endOfLog, startChild } from './child-process.mjs';
import { ownerOfFiles } from './owner-of-files.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { SUPERUSER, clusterFiles, ensureCluster, postgresEnvironment } from './postgres-cluster.mjs';
import { postgresSettings } from './postgres-settings.mjs';
import { waitUntil } from './wait-until.mjs';

/** Recovery after a fall replays up to max_wal_size of WAL. */
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;

/** The lines of postmaster.pid, as miscadmin.h of PostgreSQL numbers them from 0. */
const PID_LINE = 0;
const STATUS_LINE = 7;

function postmasterFile(pgdata) {
  try {
    return fs.readFileSync(path.join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isServerOf(pgdata, pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(pgdata);
  } catch {
    return false;
  }
}

/** A server whose parent was killed may still be stopping: it has been told so by its guard, and is told again. */
async function waitForFormerServer(pgdata) {
  const pid = Number(postmasterFile(pgdata)[PID_LINE] ?? 0);
  if (pid === 0 || !isServerOf(pgdata, pid)) return;
  process.kill(pid, 'SIGINT');
  const ended = await waitUntil(() => !isServerOf(pgdata, pid), { withinMs: STOP_WITHIN_MS });
  if (!ended) throw new Error(`a former PostgreSQL (process ${pid}) still runs in ${pgdata}`);
}

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections; makes its cluster at the first time.
 * @param {{ folder: string, port: number, log: string, throwAwayFolder?: string, say?: (text: string) => void,
 *   stopped?: AbortSignal, settings?: Record<string, string> }} options folder: the cluster's, which its owner must be able to reach; log: path of the log file;
 *   throwAwayFolder: what is removed when this process is killed; say: told when the cluster is made; stopped: ends the making;
 *   settings: beside postgresSettings
 * @returns {Promise<import('./child-process.mjs').Child & { superuserUrl: string }>}
 */
export async function startPostgres({ folder, port, log, throwAwayFolder, say, stopped, settings = {} }) {
  const owner = ownerOfFiles();
  const native = postgresBinaries(owner);
  const password = await ensureCluster({ native, folder, owner, say, stopped });
  const { pgdata } = clusterFiles(folder);
  await waitForFormerServer(pgdata);

  const all = {
    ...postgresSettings,
    ...settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  const server = await startChild({
    name: 'postgres',
    command: path.join(native, 'bin', 'postgres'),
    args: [
      '-D',
      pgdata,
      '-p',
      `${port}`,
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    log,
    cwd: '/',
    env: postgresEnvironment(),
    owner,
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for the clients to leave.
    stopSignal: 'INT',
    graceMs: STOP_WITHIN_MS,
    throwAwayFolder,
  });
  const isReady = () => {
    const lines = postmasterFile(pgdata);
    return Number(lines[PID_LINE]) === server.pid && lines[STATUS_LINE]?.trim() === 'ready';
  };
  await waitUntil(() => isReady() || !server.isRunning(), { withinMs: START_WITHIN_MS });
  if (!isReady()) {
    await server.stop();
    throw new Error(`PostgreSQL did not start; the end of ${log}:\n${endOfLog(log)}`);
  }
  return { ...server, superuserUrl: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres` };
}
