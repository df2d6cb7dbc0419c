import { freePort, isPortFree, whyNotFree } from '../embedded/free-port.mjs';

const DEFAULT_PORT = 3000;

/** How many ports after the default one are tried before any port will do. */
const NEIGHBOURS = 20;

const REFUSALS = {
  busy: async (port, host) =>
    `Port ${port} is busy: another program listens there.\n` +
    `  remedy: stop that program, or choose another port: API_PORT=${await freePort(host)} npm start`,
  forbidden: async (port, host) =>
    `Port ${port} may be used by root only.\n` +
    `  remedy: choose one from 1024: API_PORT=${await freePort(host)} npm start`,
};

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
    const refused = await whyNotFree(port, host);
    if (refused === undefined) return port;
    throw new Error(await REFUSALS[refused](port, host));
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
