/**
 * `npm run partners -- COMMAND`: who may use the service. Installs and builds what is missing, and takes the database of
 * DATABASE_URL, else that of this checkout's running stack. Standard output is the command's own.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from './build.mjs';
import { projectFolder } from './embedded/folders.mjs';
import { isCheckoutClaimed } from './start/only-one.mjs';
import { readStackFile } from './start/stack-file.mjs';

const PROGRAM = path.join(projectFolder, 'dist/apps/partners/src/main.js');
const STDERR = 2;

/** As a program of its own, since it shows its progress on standard output. */
function installMissing() {
  const script = path.join(projectFolder, 'scripts/install.mjs');
  const { status } = spawnSync(process.execPath, [script, 'running'], { stdio: ['ignore', STDERR, STDERR] });
  if (status !== 0) process.exit(1);
}

installMissing();
await build(() => undefined);
if (!process.env.DATABASE_URL && (await isCheckoutClaimed())) {
  process.env.DATABASE_URL = readStackFile()?.databaseUrl ?? '';
}
createRequire(import.meta.url)(PROGRAM);
