import { wallClock } from './wall-clock.mjs';

/** Most are decided by the first look, so that looking does not disturb the deciding; the commit time itself is exact. */
const LOOK_EVERY_MS = 10;

/**
 * Submits batches one after the other, each when the one before it has been decided.
 * @param {import('../stack/service.mjs').Service} service
 * @param {import('../stack/partner.mjs').Partner} partner
 * @param {Iterable<import('../stack/contestant.mjs').Batch>} batches of clients
 * @param {() => Promise<boolean>} [goesOn] asked before each; by default until there are no more
 * @returns {Promise<number[]>} milliseconds from the first byte of each POST to the commit of its decision
 */
export async function submitToCompleted(service, partner, batches, goesOn = () => Promise.resolve(true)) {
  const now = wallClock();
  const times = [];
  for (const { body } of batches) {
    if (!(await goesOn())) break;
    const sentMs = now();
    const id = await partner.submit('clients', body);
    const { decidedAtMs } = await service.outcomes.outcome([id], LOOK_EVERY_MS);
    times.push(decidedAtMs - sentMs);
  }
  return times;
}
