import path from 'node:path';
import { endOfLog, startChild } from '../embedded/child-process.mjs';
import { projectFolder } from '../embedded/folders.mjs';
import { waitUntil } from '../embedded/wait-until.mjs';

/**
 * A larger young generation: bodies and rows of a batch die young, and with the default of 16 MiB they would be copied
 * into the old one first.
 */
export const NODE_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=64'];

/** Debuggers find the process by its port; a notice at every start would be shown as an error. */
const QUIET_INSPECTOR = '--inspect-publish-uid=http';

const READY_WITHIN_MS = 30_000;

/** Above the service's own SHUTDOWN_GRACE_MS, whose default is 25 s: it is the one to end unfinished work. */
const STOP_WITHIN_MS = 30_000;

async function answersReady(url) {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * How to launch one of the service's processes, and how to know that it is ready; for supervise.mjs.
 * @param {object} options
 * @param {'api' | 'worker' | 'dashboard'} options.name
 * @param {string} options.url base URL of its health routes
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.log
 * @param {() => void} [options.showErrors] shows the errors in its log; without it the end of the log stands in the error
 * @param {number} [options.inspectPort] where a debugger can reach it, on 127.0.0.1
 * @param {string} [options.folder] whose built code it is: this project without a word
 */
export function serviceProcess({ name, url, env, log, showErrors, inspectPort, folder = projectFolder }) {
  const inspect = inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`, QUIET_INSPECTOR];
  return {
    name,
    launch: () =>
      startChild({
        name,
        command: process.execPath,
        args: [...NODE_OPTIONS, ...inspect, path.join(folder, `dist/apps/${name}/src/main.js`)],
        log,
        cwd: folder,
        env,
        graceMs: STOP_WITHIN_MS,
        channel: true,
      }),
    /** @type {(child: import('../embedded/child-process.mjs').Child, stopped: AbortSignal) => Promise<void>} */
    async untilReady(child, stopped) {
      let ready = false;
      await waitUntil(
        // Its own word first: another stack's process may be the one that answers at this address.
        async () =>
          stopped.aborted || !child.isRunning() || (ready = child.saidReady() && (await answersReady(url))),
        {
          withinMs: READY_WITHIN_MS,
        },
      );
      if (ready || stopped.aborted) return;
      const why = child.isRunning()
        ? `is not ready after ${READY_WITHIN_MS / 1000} s`
        : `ended before it was ready (${await child.ended})`;
      // A reason that is shown now is not shown once more when the log is looked at the next time.
      showErrors?.();
      const where =
        showErrors && !child.isRunning() ? `its log is ${log}` : `the end of ${log}:\n${endOfLog(log)}`;
      throw new Error(`${name} ${why}; ${where}`);
    },
  };
}
