import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { localFolder } from '../embedded/folders.mjs';
import { writePrivately } from './write-privately.mjs';

const FILE = path.join(localFolder, 'secrets.json');
const NAMES = [
  'ownerPassword',
  'partnerPathPassword',
  'releasePassword',
  'authPassword',
  'dashboardRolePassword',
  'operatorRolePassword',
  'tokenSigningKey',
  'dashboardSessionKey',
  'dashboardPassword',
  'demoPaymentsSecret',
  'demoMarketplaceSecret',
];

/** 256 bits, what the token signing key needs at least. */
const SECRET_BYTES = 32;

/**
 * Secrets for a stack.
 * @param {readonly string[]} [names]
 * @returns {Record<string, string>} by name, each base64url of 32 random bytes
 */
export function freshSecrets(names = NAMES) {
  return Object.fromEntries(names.map((name) => [name, randomBytes(SECRET_BYTES).toString('base64url')]));
}

function readSecrets() {
  return fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : {};
}

/**
 * The secrets of this checkout's stack, generated at the first start and kept.
 * @returns {Record<string, string>}
 */
export function stackSecrets() {
  const kept = readSecrets();
  const missing = NAMES.filter((name) => kept[name] === undefined);
  if (missing.length === 0) return kept;
  const secrets = { ...kept, ...freshSecrets(missing) };
  writePrivately(FILE, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
