import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * @typedef {{ uid: number, gid: number } | Record<string, never>} Owner a user to run as; empty means the present one
 */

/** PostgreSQL refuses to run as root; these users are tried instead, in this order. */
const UNPRIVILEGED_USERS = ['postgres', 'nobody'];

/**
 * The user that PostgreSQL runs as and that owns its files: the present one, unless that is root.
 * @returns {Owner}
 */
export function ownerOfFiles() {
  if (process.getuid?.() !== 0) return {};
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const user of UNPRIVILEGED_USERS) {
    const account = accounts.find((line) => line.startsWith(`${user}:`));
    if (account !== undefined) {
      const [, , uid, gid] = account.split(':');
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and this system has none of the users ${UNPRIVILEGED_USERS.join(', ')}. ` +
      'Run the command as an ordinary user.',
  );
}

/**
 * Whether a user can enter a folder, which takes the permission of every folder above it too. Asked of the system itself,
 * since modes alone do not tell (access lists, mount options).
 * @param {string} folder an existing folder
 * @param {Owner} owner
 * @returns {boolean}
 */
export function canEnter(folder, owner) {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...owner, cwd: '/', stdio: 'ignore' }).status ===
    0
  );
}

/**
 * Makes a folder that only its owner may enter.
 * @param {string} folder
 * @param {Owner} owner
 */
export function makePrivateFolder(folder, owner) {
  fs.mkdirSync(folder, { recursive: true });
  if (owner.uid !== undefined) fs.chownSync(folder, owner.uid, owner.gid);
  fs.chmodSync(folder, 0o700);
}
