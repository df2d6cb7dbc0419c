import fs from 'node:fs';
import path from 'node:path';
import { localFolder } from '../embedded/folders.mjs';
import { writePrivately } from './write-privately.mjs';

const FILE = path.join(localFolder, 'stack.json');

/**
 * @typedef {object} Stack what a running stack tells about itself in .local/stack.json
 * @property {string} api base URL
 * @property {{ api: string, worker: string, dashboard: string }} metrics where they tell their metrics
 * @property {string} dashboard base URL
 * @property {string} [dashboard_user] who may log in there; absent where DASHBOARD_USERS names users of one's own
 * @property {string} [dashboard_password]
 * @property {string} databaseUrl as the owner
 * @property {string} redisUrl
 * @property {{ api: number, worker: number, dashboard: number, postgres: number | null, redis: number | null }} pids null: a server of the
 *   user's own
 * @property {{ name: string, client_id: string, client_secret: string, currency: string }[]} partners
 */

/** @param {Stack} stack */
export function writeStackFile(stack) {
  writePrivately(FILE, `${JSON.stringify(stack, null, 2)}\n`);
}

/** @returns {Stack | null} null when no stack has written one */
export function readStackFile() {
  return fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : null;
}

/** To be called when the stack stops: the file means that one runs. */
export function removeStackFile() {
  fs.rmSync(FILE, { force: true });
}
