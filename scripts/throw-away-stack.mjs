/**
 * A PostgreSQL and a Redis to try something on: prints their addresses as one line of JSON when both are ready, runs
 * until SIGTERM or Ctrl-C, and leaves nothing behind.
 */
import { startThrowAwayServers } from './embedded/throw-away.mjs';

const { stop, ...servers } = await startThrowAwayServers((text) => console.error(text));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
console.log(JSON.stringify(servers));
