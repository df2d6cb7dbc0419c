import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makePrivateFolder } from './owner-of-files.mjs';
import { runToEnd } from './run-to-end.mjs';

/** The superuser of an embedded cluster. */
export const SUPERUSER = 'postgres';

/**
 * The folders of a cluster: its data folder, and beside it the superuser's password, which lives and dies with the data.
 * @param {string} folder
 */
export function clusterFiles(folder) {
  return { pgdata: path.join(folder, 'pgdata'), passwordFile: path.join(folder, 'superuser-password') };
}

/**
 * The environment PostgreSQL runs in: without the variables that would send it to another cluster or language.
 * @returns {NodeJS.ProcessEnv}
 */
export function postgresEnvironment() {
  const environment = { ...process.env, LC_ALL: 'C', LANG: 'C' };
  for (const name of ['PGDATA', 'PGPORT', 'PGOPTIONS']) delete environment[name];
  return environment;
}

/**
 * Makes a cluster, unless the folder has one: scram for every connection, UTF-8, code point order, checksums.
 * @param {{ native: string, folder: string, owner: import('./owner-of-files.mjs').Owner, say?: (text: string) => void,
 *   stopped?: AbortSignal }} options say: told when there is none; stopped: ends the making
 * @returns {Promise<string>} the superuser's password
 */
export async function ensureCluster({ native, folder, owner, say, stopped }) {
  const { pgdata, passwordFile } = clusterFiles(folder);
  if (fs.existsSync(path.join(pgdata, 'PG_VERSION'))) return fs.readFileSync(passwordFile, 'utf8');
  say?.('preparing PostgreSQL (once) …');
  makePrivateFolder(folder, owner);
  const password = randomBytes(24).toString('base64url');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) fs.chownSync(passwordFile, owner.uid, owner.gid);

  // Into another folder first: an interrupted initdb must not be taken for a cluster at the next start.
  const unfinished = `${pgdata}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale'];
  const access = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const { code, errors } = await runToEnd(
    path.join(native, 'bin', 'initdb'),
    ['-D', unfinished, ...access, ...locale, '--no-instructions'],
    { ...owner, env: postgresEnvironment(), cwd: '/', stopped },
  );
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed in ${folder} (exit code ${code}): ${errors}`);
  fs.renameSync(unfinished, pgdata);
  return password;
}
