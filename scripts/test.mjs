/**
 * `npm test`: installs and builds what is missing, then runs Jest with the arguments given, and ends with its exit code.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { guard } from './embedded/guard.mjs';
import { projectFolder } from './embedded/folders.mjs';
import { installOrExit } from './install.mjs';

const JEST = path.join(projectFolder, 'node_modules/jest/bin/jest.js');

/** Jest ends at the first signal; its servers have guards of their own. */
const STOP_WITHIN_MS = 5000;

await installOrExit('developing');
await build(console.log);
const jest = spawn(process.execPath, [JEST, ...process.argv.slice(2)], {
  cwd: projectFolder,
  stdio: 'inherit',
});
const dismissGuard = guard(jest.pid, 'TERM', STOP_WITHIN_MS);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
jest.once('exit', (code) => {
  void dismissGuard();
  process.exitCode = code ?? 1;
});
