import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/**
 * Does several things at the same time. When one of them fails, or the signal is aborted, the others are told to end.
 * @param {AbortSignal} stopped
 * @param {((ended: AbortSignal) => Promise<unknown>)[]} tasks begun in this order; what fails at once keeps the later ones from
 *   beginning
 * @returns {Promise<unknown[]>} their results, in this order; settles when every one has ended
 * @throws what the first one to fail threw
 */
export async function allOrNone(stopped, tasks) {
  const failed = new AbortController();
  const ended = AbortSignal.any([stopped, failed.signal]);
  const begun = [];
  for (const task of tasks) {
    if (ended.aborted) break;
    // Only the first failure is kept: the others follow from it.
    begun.push(task(ended).catch((error) => failed.abort(error)));
    await turnOfTheLoop();
  }
  const results = await Promise.all(begun);
  ended.throwIfAborted();
  return results;
}
