import { programFromDebian } from './program-from-debian.mjs';
import { programOnPath } from './program-on-path.mjs';

const OF_DEBIAN = { name: 'pgbouncer', program: 'usr/sbin/pgbouncer', title: 'PgBouncer', alone: false };

/**
 * PgBouncer for tests: PGBOUNCER_BIN, else on PATH, else fetched from the packages of Debian.
 * @param {(text: string) => void} say
 * @returns {Promise<{ program: string, env: NodeJS.ProcessEnv }>} env: what it needs beside the present environment
 * @throws when there is none and none can be fetched
 */
export async function pgbouncerProgram(say) {
  const found = process.env.PGBOUNCER_BIN || programOnPath(['pgbouncer']);
  return found === undefined ? programFromDebian(OF_DEBIAN, say) : { program: found, env: {} };
}
