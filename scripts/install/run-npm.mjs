import fs from 'node:fs';
import path from 'node:path';
import { localFolder, projectFolder } from '../embedded/folders.mjs';
import { runToEnd } from '../embedded/run-to-end.mjs';
import { waitUntil } from '../embedded/wait-until.mjs';

/** Holds the process id of the npm that installs, or that installed last. */
const PID_FILE = path.join(localFolder, 'npm.pid');

/** No package needs its install script; leaving them out is faster, and runs no stranger's code. */
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Of a first installation over a slow line. */
const OTHER_NPM_WITHIN_MS = 600_000;

/** npm's own program as npm names it in its scripts' environment; on PATH otherwise. */
function npmCommand() {
  const program = process.env.npm_execpath;
  return program?.endsWith('.js') ? [process.execPath, program] : ['npm'];
}

/** Whether an npm works at this checkout's packages. The system may have given its process id to another program since. */
function isNpmRunning() {
  try {
    const pid = Number(fs.readFileSync(PID_FILE, 'utf8'));
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm');
  } catch {
    return false;
  }
}

/**
 * Waits for an npm that installs into this checkout already: another terminal's, as a rule.
 * @param {(text: string) => void} say
 * @param {AbortSignal} [stopped]
 */
export async function waitForOtherNpm(say, stopped) {
  if (!isNpmRunning()) return;
  say('another npm is installing the packages of this checkout: waiting for it …');
  await waitUntil(() => stopped?.aborted || !isNpmRunning(), { withinMs: OTHER_NPM_WITHIN_MS, everyMs: 200 });
}

/**
 * Runs npm in the project's folder; its errors are shown.
 * @param {readonly string[]} args
 * @param {AbortSignal} [stopped] kills it
 * @throws when npm fails; npm has printed the reason
 */
export async function runNpm(args, stopped) {
  const [command, ...first] = npmCommand();
  fs.mkdirSync(localFolder, { recursive: true });
  const { code } = await runToEnd(command, [...first, ...args, ...QUIET], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
    stopped,
    onPid: (pid) => fs.writeFileSync(PID_FILE, `${pid}`),
  });
  if (code !== 0) throw new Error(`npm ${args[0]} failed (exit code ${code}); its reason stands above`);
}
