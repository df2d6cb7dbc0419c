import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

const PROGRAM = 'dist/libs/persistence/src/migrate.js';

/**
 * Brings a database to the present schema and gives the login roles the passwords in their URLs.
 * @param {string} databaseUrl as the owner
 * @param {NodeJS.ProcessEnv} env with the URLs of the login roles
 * @param {string} [folder] whose built code and schema: this project's without a word
 */
export async function migrate(databaseUrl, env, folder = projectFolder) {
  const child = spawn(process.execPath, [path.join(folder, PROGRAM)], {
    cwd: folder,
    env: { ...env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`The database could not be migrated (exit code ${code}):\n${output.trim()}`);
}
