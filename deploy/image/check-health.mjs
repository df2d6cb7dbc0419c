/**
 * The image's health check: exit code 0 when the process of this container is alive. It asks for liveness, not readiness: a database that
 * is away is no reason to start the process anew. A command that ends by itself listens nowhere, and is healthy while it runs.
 */
import fs from 'node:fs';
import { processes } from './processes.mjs';

/** Below the 3 s of the Dockerfile. */
const ANSWERS_WITHIN_MS = 2000;

const ANY_ADDRESS = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** The name that run.mjs was called with: by process 1, or by another one where an init process comes first. */
function nameOfProcess() {
  for (const pid of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const words = readCommand(pid);
    const at = words.findIndex((word) => word.endsWith('deploy/image/run.mjs'));
    if (at >= 0) return words[at + 1];
  }
  return undefined;
}

/** Empty for a process that has ended meanwhile. */
function readCommand(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

async function isAlive({ host, port, defaultPort }) {
  const given = process.env[host] || '127.0.0.1';
  const url = `http://${ANY_ADDRESS[given] ?? given}:${process.env[port] || defaultPort}/health/live`;
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

const name = nameOfProcess();
const found = name === undefined ? undefined : processes[name];
const isHealthy = found !== undefined && (found.health === undefined || (await isAlive(found.health)));
process.exit(isHealthy ? 0 : 1);
