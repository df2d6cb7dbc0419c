import net from 'node:net';

/** Why a port cannot be listened on, by the code of the system's error. */
const REFUSALS = { EADDRINUSE: 'busy', EACCES: 'forbidden' };

/**
 * Listens on a port for a moment.
 * @param {number} port 0 asks for any port
 * @param {string} host
 * @returns {Promise<{ port: number } | { refused: 'busy' | 'forbidden' }>} forbidden: to this user
 */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      const refused = REFUSALS[error.code];
      if (refused === undefined) reject(error);
      else resolve({ refused });
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address();
      server.close(() => resolve({ port: taken }));
    });
  });
}

/**
 * A port that nothing listens on at the moment.
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export async function freePort(host = '127.0.0.1') {
  const { port } = await tryPort(0, host);
  if (port === undefined) throw new Error(`${host} has no free port left`);
  return port;
}

/**
 * Why a port cannot be listened on.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<'busy' | 'forbidden' | undefined>} undefined when it can
 */
export async function whyNotFree(port, host = '127.0.0.1') {
  const { refused } = await tryPort(port, host);
  return refused;
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
