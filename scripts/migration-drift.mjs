/**
 * `npm run migration:drift`: migrates an empty throw-away database and asks whether the entities want anything else; exit
 * code 1, with the SQL that is missing, when they do.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { projectFolder } from './embedded/folders.mjs';
import { startThrowAwayServers } from './embedded/throw-away.mjs';
import { migrate } from './start/migrate.mjs';
import { freshSecrets } from './start/secrets.mjs';
import { serviceEnvironment } from './start/service-environment.mjs';

const PROGRAM = path.join(projectFolder, 'dist/libs/persistence/src/migration-drift.js');

/** @returns {Promise<number>} exit code */
async function findDrift(databaseUrl, env) {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: projectFolder,
    env: { ...env, DATABASE_URL: databaseUrl },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await build(console.log);
const { databaseUrl, redisUrl, stop } = await startThrowAwayServers(console.log);
try {
  const env = serviceEnvironment({ given: process.env, databaseUrl, redisUrl, secrets: freshSecrets() });
  await migrate(databaseUrl, env);
  process.exitCode = await findDrift(databaseUrl, env);
} finally {
  await stop();
}
