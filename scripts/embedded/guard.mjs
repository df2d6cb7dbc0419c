import { spawn } from 'node:child_process';
import path from 'node:path';

const GUARD_SCRIPT = path.join(import.meta.dirname, 'guard.sh');

/**
 * Sets a guard beside a process: it sends `signal` (and KILL after the grace time) once this process is gone.
 * @param {number} pid the process to end with its parent
 * @param {'INT'|'TERM'|'KILL'} signal what that process takes as a request to stop
 * @param {number} graceMs how long it may take to stop
 * @param {string} [throwAwayFolder] removed after that, when nobody is left to do it
 * @returns {() => Promise<void>} dismisses the guard; to be called when the guarded process has ended, so that its pid,
 *   which the system may give to another process, is never signalled
 */
export function guard(pid, signal, graceMs, throwAwayFolder = '') {
  const graceSeconds = Math.ceil(graceMs / 1000);
  const watcher = spawn('/bin/sh', [GUARD_SCRIPT, `${pid}`, signal, `${graceSeconds}`, throwAwayFolder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // An error means that it never ran.
  const ended = new Promise((resolve) => watcher.once('exit', resolve).once('error', resolve));
  watcher.stdin.on('error', () => undefined);
  watcher.stdin.unref();
  watcher.unref();
  return async () => {
    watcher.ref();
    watcher.kill('SIGKILL');
    await ended;
  };
}
