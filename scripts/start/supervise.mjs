import { setTimeout as pause } from 'node:timers/promises';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/** A process that ran this long was well: the next delay is the first one again. */
const STEADY_AFTER_MS = 30_000;

/**
 * @typedef {object} Supervised a process that is started again whenever it ends
 * @property {string} name
 * @property {() => number | undefined} pid of the process that runs now, or ran last; undefined before the first one
 * @property {Promise<void>} ready resolves when the first process is ready, rejects when it could not become so
 * @property {() => Promise<void>} stop
 */

/**
 * Keeps a process running: whenever it ends it is started again, after a delay that doubles with each failure.
 * @param {object} options
 * @param {string} options.name
 * @param {(stopped: AbortSignal) => Promise<import('../embedded/child-process.mjs').Child>} options.launch starts it
 * @param {(child: import('../embedded/child-process.mjs').Child, stopped: AbortSignal) => Promise<void>}
 *   [options.untilReady] waits until it does its work; throws an error that says why it does not
 * @param {(text: string) => void} options.say
 * @param {() => void} options.onRestart called when a new process is ready
 * @returns {Supervised}
 */
export function supervise({ name, launch, untilReady = async () => undefined, say, onRestart }) {
  const stopped = new AbortController();
  /** @type {import('../embedded/child-process.mjs').Child | undefined} */
  let child;
  let delayMs = FIRST_DELAY_MS;

  async function begin() {
    child = await launch(stopped.signal);
    await untilReady(child, stopped.signal);
  }

  async function beginAgain() {
    await pause(delayMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    if (stopped.signal.aborted) return;
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    try {
      await begin();
      if (stopped.signal.aborted) return;
      say(`${name} runs again (process ${child.pid})`);
      onRestart();
    } catch (error) {
      if (!stopped.signal.aborted) say(`${name}: ${error.message}`);
    }
  }

  async function keepRunning() {
    while (!stopped.signal.aborted) {
      const since = performance.now();
      const how = await child.ended;
      if (stopped.signal.aborted) return;
      if (performance.now() - since > STEADY_AFTER_MS) delayMs = FIRST_DELAY_MS;
      say(`${name} has ended (${how}); starting it again in ${delayMs / 1000} s`);
      await beginAgain();
    }
  }

  const ready = begin();
  const watching = ready.then(keepRunning, () => undefined);
  return {
    name,
    pid: () => child?.pid,
    ready,
    async stop() {
      stopped.abort();
      await child?.stop();
      await watching;
      // A start that was under way while the first line stopped its forerunner.
      await child?.stop();
    },
  };
}
