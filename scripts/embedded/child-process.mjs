import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { guard } from './guard.mjs';

/**
 * @typedef {object} Child a running process of the stack
 * @property {string} name
 * @property {number} pid
 * @property {Promise<string>} ended resolves when it has ended, with how ("exit code 1", "signal SIGKILL")
 * @property {() => boolean} isRunning
 * @property {() => boolean} saidReady whether it has said so over its channel, if it was given one
 * @property {() => Promise<void>} stop asks it to stop, ends it after the grace time, resolves when it is gone
 */

/**
 * Starts a process of the stack: in a process group of its own, because Ctrl-C reaches the whole group and would stop the
 * database before the service; guarded, because nothing may outlive its parent; its output appended to a log file that
 * it writes itself, so that logging costs the parent nothing.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.command
 * @param {readonly string[]} options.args
 * @param {string} options.log path of the log file
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('./owner-of-files.mjs').Owner} [options.owner] the user it runs as
 * @param {'INT'|'TERM'} [options.stopSignal]
 * @param {number} [options.graceMs]
 * @param {boolean} [options.channel] whether it can say that it is ready
 * @param {string} [options.throwAwayFolder] removed with the process when this one is killed
 * @returns {Promise<Child>}
 */
export async function startChild({
  name,
  command,
  args,
  log,
  cwd,
  env,
  owner = {},
  stopSignal = 'TERM',
  graceMs = 10_000,
  channel = false,
  throwAwayFolder,
}) {
  const output = fs.openSync(log, 'a', 0o600);
  const child = spawn(command, args, {
    ...owner,
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output, ...(channel ? ['ipc'] : [])],
  });
  fs.closeSync(output);
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`${name} cannot be started: ${error.message}`)));
  });
  let ready = false;
  child.once('message', () => {
    ready = true;
  });
  const dismissGuard = guard(child.pid, stopSignal, graceMs, throwAwayFolder);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const ended = new Promise((resolve) => {
    child.once('exit', async (code, signal) => {
      await dismissGuard();
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
  const stop = async () => {
    if (!isRunning()) return;
    child.kill(`SIG${stopSignal}`);
    const deadline = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(deadline);
  };
  return { name, pid: child.pid, ended, isRunning, saidReady: () => ready, stop };
}

/**
 * The end of a log file, for a message about a process that did not start.
 * @param {string} log
 * @param {number} [lines]
 * @returns {string}
 */
export function endOfLog(log, lines = 12) {
  return fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
