import net from 'node:net';

/**
 * Whether nothing listens on a port yet.
 * @param {number} port 0 asks for any port
 * @param {string} host
 * @returns {Promise<number | null>} the port, or null when it is busy
 */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    server.listen(port, host, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/**
 * A port that nothing listens on at the moment.
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export async function freePort(host = '127.0.0.1') {
  const port = await tryPort(0, host);
  if (port === null) throw new Error(`${host} has no free port left`);
  return port;
}

/**
 * Whether a port can be listened on.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await tryPort(port, host)) !== null;
}
