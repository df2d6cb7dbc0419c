import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PROJECT = 'partner-client-service';

/** The folder of the project. */
export const projectFolder = path.resolve(import.meta.dirname, '..', '..');

/** Where a started stack keeps what belongs to this checkout: data, logs, secrets. Git ignores it. */
export const localFolder = path.join(projectFolder, '.local');

/**
 * Where downloads are kept, for all checkouts of this user: PARTNER_CLIENT_SERVICE_CACHE, else the user's cache folder.
 * @returns {string} path of an existing folder
 */
export function cacheFolder() {
  const own = process.env.PARTNER_CLIENT_SERVICE_CACHE;
  const folder = own || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), PROJECT);
  fs.mkdirSync(folder, { recursive: true });
  return path.resolve(folder);
}

/**
 * A folder outside the user's own folders, for the time when PostgreSQL runs as a user who cannot enter those (root's
 * home is closed to everyone else, and so is everything below it).
 * @param {string} [forPath] one folder for each such path; without it the one that all checkouts share
 * @returns {string} path of an existing folder
 */
export function outsideFolder(forPath) {
  const uid = process.getuid?.() ?? 0;
  const suffix =
    forPath === undefined ? '' : `-${createHash('sha256').update(forPath).digest('hex').slice(0, 12)}`;
  const folder = path.join('/var/tmp', `${PROJECT}-${uid}${suffix}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = fs.lstatSync(folder);
  // /var/tmp is open to all: a folder that someone else made there first may hold programs and files of theirs.
  if (!found.isDirectory() || found.uid !== uid)
    throw new Error(`${folder} belongs to someone else; remove it`);
  fs.chmodSync(folder, 0o755);
  return folder;
}
