import { isPortFree } from '../embedded/free-port.mjs';

/** Where debuggers look when they are told nothing else. */
const DEFAULT_PORT = 9229;
const HIGHEST_PORT = 65_534;

/** For command-line.mjs. */
export const inspectOptions = {
  inspect: { type: 'boolean', about: `lets a debugger in: API ${DEFAULT_PORT}, worker ${DEFAULT_PORT + 1}` },
  'inspect-port': {
    type: 'string',
    value: 'PORT',
    about: 'the same at PORT, and the worker at the next one',
  },
};

/**
 * The ports where a debugger reaches API and worker.
 * @param {{ inspect?: boolean, 'inspect-port'?: string }} values of these options
 * @returns {Promise<{ api: number, worker: number } | undefined>} undefined when no debugger is wanted
 * @throws an error that names the remedy, when the port is none or a port is busy
 */
export async function chooseInspectPorts(values) {
  const wanted = values['inspect-port'];
  if (!values.inspect && wanted === undefined) return undefined;
  const api = Number(wanted ?? DEFAULT_PORT);
  if (!Number.isInteger(api) || api < 1 || api > HIGHEST_PORT)
    throw new Error(
      `--inspect-port must be a port number, 1 to ${HIGHEST_PORT}; the next one is the worker's`,
    );
  const ports = { api, worker: api + 1 };
  for (const port of Object.values(ports)) {
    if (!(await isPortFree(port)))
      throw new Error(
        `Port ${port} is busy: perhaps something else is being debugged.\n` +
          '  remedy: choose another pair of ports: npm run dev -- --inspect-port 9339',
      );
  }
  return ports;
}
