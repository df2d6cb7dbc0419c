/**
 * `npm start`: brings the service up and keeps it running until Ctrl-C, SIGTERM, or the end of the npm that started it.
 */
import { stackOfCheckout } from './start/bring-up.mjs';
import { runUntilStopped } from './start/run-until-stopped.mjs';

await runUntilStopped(stackOfCheckout((text) => console.log(text)));
