import type { ThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import type { Stack } from '../../scripts/start/stack-file.mjs';

/** What the global setup hands to the test files: the servers of the run and the database that each service copies. */
export interface SharedServers extends ThrowAwayServers {
  /** Migrated, with both partners registered; never connected to after the setup, as CREATE DATABASE demands. */
  templateDatabase: string;
  secrets: Record<string, string>;
  /** A (GBP) and B (EUR). */
  partners: Stack['partners'];
}

/** Jest's workers inherit the environment of the process that ran the setup. */
const VARIABLE = 'SERVERS_OF_TEST_RUN';

export function shareServers(servers: SharedServers): void {
  process.env[VARIABLE] = JSON.stringify(servers);
}

export function sharedServers(): SharedServers {
  const shared = process.env[VARIABLE];
  if (shared === undefined)
    throw new Error('the servers of the test run are not there: global-setup.ts has not run');
  return JSON.parse(shared) as SharedServers;
}
