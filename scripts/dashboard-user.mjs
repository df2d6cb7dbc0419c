/**
 * `node scripts/dashboard-user.mjs NAME ROLE`: prints the entry of a user for DASHBOARD_USERS. The password is read from standard input.
 * Builds what is missing.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from './build.mjs';
import { projectFolder } from './embedded/folders.mjs';

await build(() => undefined);
createRequire(import.meta.url)(
  path.join(projectFolder, 'dist/apps/dashboard/src/access/print-user-entry.js'),
);
