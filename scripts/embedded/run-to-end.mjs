import { spawn } from 'node:child_process';
import { guard } from './guard.mjs';

/** How long a killed program may take to be gone. */
const GONE_WITHIN_MS = 5000;

/**
 * Runs a program to its end. Before that it is killed, with all that it started, when the signal is aborted, and also when
 * this process has gone. Killed, because npm takes many seconds to end when it is asked to: whoever began has to remove
 * what is half done.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { stopped?: AbortSignal, onPid?: (pid: number) => void }} options
 *   onPid: called when the program runs
 * @returns {Promise<{ code: number | null, errors: string }>} its exit code, and what it wrote to stderr where that is a pipe
 * @throws when it cannot be started; the signal's reason when it was killed, and is gone
 */
export async function runToEnd(command, args, { stopped, onPid, ...options }) {
  stopped?.throwIfAborted();
  // In a process group of its own: Ctrl-C would reach it too, and it would say so.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...options });
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += chunk));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Without a pid it could not be started, and `ended` says why.
  if (child.pid === undefined) await ended;
  onPid?.(child.pid);
  const dismissGuard = guard(child.pid, 'KILL', GONE_WITHIN_MS);
  const kill = () => process.kill(-child.pid, 'SIGKILL');
  stopped?.addEventListener('abort', kill);
  const code = await ended;
  stopped?.removeEventListener('abort', kill);
  await dismissGuard();
  stopped?.throwIfAborted();
  return { code, errors };
}
