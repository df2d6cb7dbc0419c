import { build } from '../../scripts/build.mjs';
import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import { stopServersAtTheEnd } from './global-teardown';
import { prepareServers } from './prepared-servers';
import { shareServers } from './shared-servers';

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Once for a run: builds (the tests run the compiled service, so a stale one would be tested without notice), starts
 * one PostgreSQL and one Redis, and migrates the database that every test service copies.
 */
export default async function globalSetup(): Promise<void> {
  await build(say);
  const servers = await startThrowAwayServers(say);
  stopServersAtTheEnd(servers.stop);
  shareServers(await prepareServers(servers));
}
