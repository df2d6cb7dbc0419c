import { freePort, isPortFree } from '../embedded/free-port.mjs';

const DEFAULT_PORT = 3000;

/** How many ports after the default one are tried before any port will do. */
const NEIGHBOURS = 20;

/**
 * The port for the API: API_PORT, which must be free then; else 3000, or the next free one after it.
 * @param {string} host
 * @param {(text: string) => void} say
 * @returns {Promise<number>}
 */
export async function chooseApiPort(host, say) {
  const wanted = process.env.API_PORT;
  if (wanted !== undefined && wanted !== '') {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`API_PORT must be a port number, 1 to 65535`);
    if (await isPortFree(port, host)) return port;
    throw new Error(
      `Port ${port} is busy: another program listens there.\n` +
        `  remedy: stop that program, or choose another port: API_PORT=${await freePort(host)} npm start`,
    );
  }
  for (let port = DEFAULT_PORT; port <= DEFAULT_PORT + NEIGHBOURS; port++) {
    if (await isPortFree(port, host)) {
      if (port !== DEFAULT_PORT)
        say(`port ${DEFAULT_PORT} is busy, so the API takes ${port} (API_PORT=… chooses another)`);
      return port;
    }
  }
  return freePort(host);
}
