/**
 * `npm start`: brings the service up and keeps it running until Ctrl-C, SIGTERM, or the end of the npm that started it.
 */
import { readOptions } from './command-line.mjs';
import { stackOfCheckout } from './start/bring-up.mjs';
import { runUntilStopped } from './start/run-until-stopped.mjs';

readOptions({
  name: 'npm start',
  about: 'brings the service up with a PostgreSQL and a Redis of its own, until Ctrl-C.',
});
await runUntilStopped(stackOfCheckout((text) => console.log(text)));
