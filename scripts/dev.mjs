/**
 * `npm run dev`: like `npm start`, and at every change under apps/ or libs/ it builds and starts API and worker anew. A source
 * that cannot be compiled is shown, and what runs goes on. `-- --inspect` lets a debugger in; see docs/developing.md.
 */
import { stateOfSources } from './build.mjs';
import { readOptions } from './command-line.mjs';
import { chooseInspectPorts, inspectOptions } from './dev/inspect-ports.mjs';
import { watchSources } from './dev/watch-sources.mjs';
import { stackOfCheckout } from './start/bring-up.mjs';
import { runUntilStopped } from './start/run-until-stopped.mjs';

const say = (text) => console.log(text);

/** @returns {Promise<{ api: number, worker: number } | undefined>} ends this process when the ports are wrong */
async function inspectPorts(values) {
  try {
    return await chooseInspectPorts(values);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

const values = readOptions({
  name: 'npm run dev',
  about: 'npm start, built and restarted at every change under apps/ and libs/.',
  options: inspectOptions,
});
const ports = await inspectPorts(values);
// Before it is built: what changes meanwhile is then built once more at most.
const running = stateOfSources();
const stack = stackOfCheckout(say, { inspectPorts: ports });
if (await runUntilStopped(stack)) {
  if (ports) say(`debugger: API 127.0.0.1:${ports.api}, worker 127.0.0.1:${ports.worker}`);
  say('watching apps/ and libs/');
  await watchSources({ running, restart: stack.restartService, say });
}
