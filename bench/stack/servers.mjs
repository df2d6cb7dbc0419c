import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';

/**
 * The end of every measurement is a commit time that PostgreSQL itself has noted. It costs 12 bytes a transaction, for every
 * contestant alike; all other settings are those that the service ships with.
 */
const SETTINGS = { track_commit_timestamp: 'on' };

/**
 * Starts the servers that all contestants share.
 * @param {(text: string) => void} say
 * @returns {Promise<import('./contestant.mjs').Servers & { stop: () => Promise<void> }>}
 */
export async function startServers(say) {
  const { superuserUrl, databaseUrl, redisUrl, folder, pids, stop } = await startThrowAwayServers(
    say,
    SETTINGS,
  );
  return { adminUrl: superuserUrl, ownerUrl: databaseUrl, redisUrl, folder, pids, stop };
}
