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

/**
 * Runs Jest and gives this process its exit code.
 * @param {readonly string[]} args Jest's
 * @param {Record<string, string>} [env] beside the present environment
 */
export async function runTests(args, env = {}) {
  await installOrExit('developing');
  await build(console.log);
  const jest = spawn(process.execPath, [JEST, ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const dismissGuard = guard(jest.pid, 'TERM', STOP_WITHIN_MS);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
  jest.once('exit', (code) => {
    void dismissGuard();
    process.exitCode = code ?? 1;
  });
}

if (process.argv[1] === import.meta.filename) await runTests(process.argv.slice(2));
