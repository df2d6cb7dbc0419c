/**
 * `npm start`: brings the service up and keeps it running until Ctrl-C, SIGTERM, or the end of the npm that started it.
 */
import { stackOfCheckout } from './start/bring-up.mjs';
import { panel } from './start/panel.mjs';
import { watchParent } from './start/parent-watch.mjs';
import { logFolder } from './start/prepare.mjs';

const stack = stackOfCheckout((text) => console.log(text));
let stopping = false;

async function stop() {
  // A signal of the terminal arrives twice: from the terminal itself and passed on by npm.
  if (stopping) return;
  stopping = true;
  console.log('stopping …');
  await stack.stop();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
watchParent(() => void stop());
// Whoever read the output has gone; the service has not lost anything.
process.stdout.on('error', () => undefined);

try {
  const { stack: running, workerUrl } = await stack.start();
  console.log(`\n${panel(running, { workerUrl, logFolder })}\n`);
} catch (error) {
  if (!stopping) {
    console.error(`\n${error.message}`);
    await stack.stop();
    process.exit(1);
  }
}
