import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '..', 'peers');

/** Installs their packages, which nobody else waits for. */
const INSTALL = path.join(FOLDER, 'install-peers.mjs');

/** Each peer is a folder with this file, which exports `contestant`. */
const FILE = 'contestant.mjs';

/**
 * The peers that there are, by the names of their folders.
 * @returns {string[]}
 */
export function knownPeers() {
  if (!fs.existsSync(FOLDER)) return [];
  return fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, FILE)));
}

/**
 * The peers that a run measures, with their packages installed.
 * @param {readonly string[] | undefined} asked names, or undefined for all
 * @param {(text: string) => void} say
 * @returns {Promise<readonly string[]>}
 * @throws Error for a name that no peer has
 */
export async function choosePeers(asked, say) {
  const known = knownPeers();
  const unknown = (asked ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no peer is called ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const chosen = asked ?? known;
  if (chosen.length > 0) {
    const { installPeers } = await import(INSTALL);
    await installPeers(say);
  }
  return chosen;
}

/**
 * Starts a peer.
 * @param {string} name
 * @param {import('./contestant.mjs').Servers} servers
 * @returns {Promise<import('./contestant.mjs').Started>}
 */
export async function startPeer(name, servers) {
  const { contestant } = await import(path.join(FOLDER, name, FILE));
  return contestant.start(servers);
}
