import { waitUntil } from '../embedded/wait-until.mjs';
import { stackOfCheckout } from '../start/bring-up.mjs';
import { isCheckoutClaimed } from '../start/only-one.mjs';
import { readStackFile } from '../start/stack-file.mjs';

/** A stack that is being started by another terminal may be installing its packages first. */
const STARTED_WITHIN_MS = 300_000;

/**
 * The stack of this checkout: the running one, or one that is brought up.
 * @param {(text: string) => void} say
 * @returns {Promise<{ stack: import('../start/stack-file.mjs').Stack, release: () => Promise<void> }>} release: stops
 *   what was brought up, and leaves alone what was running
 */
export async function runningStack(say) {
  if (await isCheckoutClaimed()) {
    const isThere = await waitUntil(() => readStackFile() !== null, { withinMs: STARTED_WITHIN_MS });
    if (!isThere) throw new Error('a stack of this checkout is starting, but has not come up');
    return { stack: readStackFile(), release: async () => undefined };
  }
  say('no stack is running: bringing one up for the demo');
  const brought = stackOfCheckout(say);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopping = true;
      void brought.stop().then(() => process.exit(1));
    });
  }
  try {
    const { stack } = await brought.start();
    return { stack, release: () => brought.stop() };
  } catch (error) {
    await brought.stop();
    // Whoever has stopped it needs no reason.
    if (stopping) process.exit(1);
    throw error;
  }
}
