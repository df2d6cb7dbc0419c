import { freePort, isPortFree, whyNotFree } from '../embedded/free-port.mjs';

/** What listens, the variable that chooses its port, and the port that it takes when nobody chooses. */
export const LISTENERS = {
  api: { name: 'API', variable: 'API_PORT', byDefault: 3000 },
  dashboard: { name: 'dashboard', variable: 'DASHBOARD_PORT', byDefault: 3002 },
};

/** How many ports after the default one are tried before any port will do. */
const NEIGHBOURS = 20;

const REFUSALS = {
  busy: async (port, host, variable) =>
    `Port ${port} is busy: another program listens there.\n` +
    `  remedy: stop that program, or choose another port: ${variable}=${await freePort(host)} npm start`,
  forbidden: async (port, host, variable) =>
    `Port ${port} may be used by root only.\n` +
    `  remedy: choose one from 1024: ${variable}=${await freePort(host)} npm start`,
};

/**
 * The port for a listener: that of its variable, which must be free then; else its default one, or the next free one after it.
 * @param {{ name: string, variable: string, byDefault: number }} listener
 * @param {string} host
 * @param {(text: string) => void} say
 * @param {readonly number[]} [taken] ports that others of this stack will listen on
 * @returns {Promise<number>}
 */
export async function choosePort({ name, variable, byDefault }, host, say, taken = []) {
  const wanted = process.env[variable];
  if (wanted !== undefined && wanted !== '') {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`${variable} must be a port number, 1 to 65535`);
    const refused = await whyNotFree(port, host);
    if (refused === undefined) return port;
    throw new Error(await REFUSALS[refused](port, host, variable));
  }
  for (let port = byDefault; port <= byDefault + NEIGHBOURS; port++) {
    if (taken.includes(port) || !(await isPortFree(port, host))) continue;
    if (port !== byDefault)
      say(`port ${byDefault} is busy, so the ${name} takes ${port} (${variable}=… chooses another)`);
    return port;
  }
  return freePort(host);
}
