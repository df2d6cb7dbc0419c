import { panel } from './panel.mjs';
import { watchParent } from './parent-watch.mjs';
import { logFolder } from './prepare.mjs';

/**
 * Starts the stack, shows its panel and stops it at Ctrl-C, SIGTERM, or the end of the npm that started it; exit code 0 then, 1
 * when it does not come up.
 * @param {ReturnType<typeof import('./bring-up.mjs').stackOfCheckout>} stack
 * @returns {Promise<boolean>} whether it has come up
 */
export async function runUntilStopped(stack) {
  let stopping = false;

  async function stop() {
    // A signal of the terminal arrives twice: from the terminal itself and passed on by npm.
    if (stopping) return;
    stopping = true;
    // Begun first: a line of progress that is being written over ends then.
    const stopped = stack.stop();
    console.log('stopping …');
    await stopped;
    process.exit(0);
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
  watchParent(() => void stop());
  // Whoever read the output has gone; the service has not lost anything.
  process.stdout.on('error', () => undefined);

  try {
    const { stack: running, workerUrl } = await stack.start();
    console.log(`\n${panel(running, { workerUrl, logFolder })}\n`);
    return true;
  } catch (error) {
    if (stopping) return false;
    console.error(`\n${error.message}`);
    await stack.stop();
    process.exit(1);
  }
}
