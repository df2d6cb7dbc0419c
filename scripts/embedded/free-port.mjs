import { randomInt } from 'node:crypto';
import net from 'node:net';

/** Why a port cannot be listened on, by the code of the system's error. */
const REFUSALS = { EADDRINUSE: 'busy', EACCES: 'forbidden' };

/**
 * Why a port cannot be listened on: listens there for a moment.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<'busy' | 'forbidden' | undefined>} forbidden: to this user; undefined when it can
 */
export function whyNotFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      const refused = REFUSALS[error.code];
      if (refused === undefined) reject(error);
      else resolve(refused);
    });
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Where ports are looked for: below those that systems give to outgoing connections (from 32,768 on Linux, from 49,152 elsewhere),
 * one of which could else take the port between this look and whoever listens.
 */
const LOWEST_PORT = 10_000;
const RANGES = 200;
const RANGE_PORTS = 100;
const MOST_TRIES = 1_000;

/** Never the same one twice in a row, since nobody may listen yet on the one before. */
let given = randomInt(RANGE_PORTS);

/** The next port of this process's own range, so that two processes that look at the same time do not find the same one; at last any. */
function nextPort(tries) {
  const range = tries < RANGE_PORTS ? process.pid % RANGES : randomInt(RANGES);
  given = (given + 1) % RANGE_PORTS;
  return LOWEST_PORT + range * RANGE_PORTS + given;
}

/**
 * Ports in a row that nothing listens on at the moment.
 * @param {number} count how many
 * @param {string} [host]
 * @returns {Promise<number>} the first of them
 */
export async function freePorts(count, host = '127.0.0.1') {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const first = nextPort(tries);
    const row = Array.from({ length: count }, (_, n) => first + n);
    const free = await Promise.all(row.map((port) => isPortFree(port, host)));
    if (!free.every(Boolean)) continue;
    given += count - 1;
    return first;
  }
  throw new Error(`${host} has no free port left`);
}

/**
 * A port that nothing listens on at the moment.
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export function freePort(host = '127.0.0.1') {
  return freePorts(1, host);
}

/**
 * Whether a port can be listened on.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await whyNotFree(port, host)) === undefined;
}
