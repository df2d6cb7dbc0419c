/**
 * Makes node_modules complete when it is missing or does not match package-lock.json. As a program and as a function;
 * needs nothing installed, of course.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from './embedded/folders.mjs';

const MODULES = path.join(projectFolder, 'node_modules');

/** How often progress is shown: on a terminal in one line that is written over, elsewhere as lines of a log. */
const TICK_MS = process.stdout.isTTY ? 500 : 5000;

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * Whether every package of the lock is installed in its version. npm writes what it has installed into
 * node_modules/.package-lock.json as its last step, so an interrupted installation does not look complete. Optional
 * packages are for other platforms as a rule, and may be absent.
 */
function isComplete() {
  const wanted = packagesOf(path.join(projectFolder, 'package-lock.json'));
  const installed = packagesOf(path.join(MODULES, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) =>
      folder === '' ||
      installed[folder]?.version === version ||
      (optional && installed[folder] === undefined),
  );
}

/** npm makes all folders first and fills them then; a package is in place when its package.json is. */
function packagesInPlace() {
  if (!fs.existsSync(MODULES)) return 0;
  const names = fs
    .readdirSync(MODULES)
    .flatMap((name) =>
      name.startsWith('@')
        ? fs.readdirSync(path.join(MODULES, name)).map((inner) => `${name}/${inner}`)
        : [name],
    );
  return names.filter((name) => fs.existsSync(path.join(MODULES, name, 'package.json'))).length;
}

function showProgress(seconds) {
  const text = `installing packages: ${packagesInPlace()} in place after ${seconds} s`;
  process.stdout.write(process.stdout.isTTY ? `\r${text} ` : `${text}\n`);
}

/** npm's own program as npm names it in its scripts' environment; on PATH otherwise. */
function npmCommand() {
  const program = process.env.npm_execpath;
  return program?.endsWith('.js') ? [process.execPath, program] : ['npm'];
}

/** @returns {Promise<number | null>} npm's exit code */
function runNpmCi() {
  const [command, ...first] = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn(command, args, { cwd: projectFolder, stdio: ['ignore', 'ignore', 'inherit'] });
  const endWithMe = () => npm.kill();
  process.once('exit', endWithMe);
  return new Promise((resolve, reject) => {
    npm.once('error', reject);
    npm.once('close', resolve);
  }).finally(() => process.removeListener('exit', endWithMe));
}

/**
 * Installs what is missing.
 * @param {(text: string) => void} say
 * @throws when npm fails; npm has printed the reason
 */
export async function install(say) {
  if (isComplete()) return;
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  say('installing packages (once; later starts find them) …');
  const ticking = setInterval(() => showProgress(seconds()), TICK_MS);
  try {
    const code = await runNpmCi();
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code}); its reason stands above`);
  } finally {
    clearInterval(ticking);
    if (process.stdout.isTTY) process.stdout.write('\n');
  }
  say(`installed ${packagesInPlace()} packages in ${seconds()} s`);
}

if (process.argv[1] === import.meta.filename) await install(console.log);
