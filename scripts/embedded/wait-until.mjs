import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is true, or the time is over.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {{ withinMs: number, everyMs?: number }} times
 * @returns {Promise<boolean>} whether it became true in time
 */
export async function waitUntil(isSo, { withinMs, everyMs = 20 }) {
  const deadline = performance.now() + withinMs;
  for (;;) {
    if (await isSo()) return true;
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
}
