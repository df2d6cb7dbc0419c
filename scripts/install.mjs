/**
 * Makes node_modules complete when something is missing or does not match package-lock.json. As a function, and as a
 * program: `node scripts/install.mjs` installs everything, `node scripts/install.mjs running` what running needs. Needs
 * nothing installed, of course.
 */
import { installAnew, installBeside } from './install/installation.mjs';
import { comparePackages } from './install/package-sets.mjs';
import { withProgress } from './install/progress.mjs';
import { waitForOtherNpm } from './install/run-npm.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Installs what is missing.
 * @param {(text: string) => void} say
 * @param {object} [options]
 * @param {import('./install/package-sets.mjs').PackageSet} [options.set]
 * @param {AbortSignal} [options.stopped] ends the installation and removes what it began
 * @throws when npm fails or leaves something out
 */
export async function install(say, { set = 'running', stopped } = {}) {
  if (comparePackages().missing(set).length === 0) return;
  await waitForOtherNpm(say, stopped);
  const packages = comparePackages();
  if (packages.missing(set).length === 0) return;
  if (set === 'developing' && packages.isPartOfWanted()) {
    say('installing what tests and linters need (once) …');
    await withProgress(installBeside(packages.notInstalled(), stopped), say, stopped);
  } else {
    say('installing packages (once; later starts find them) …');
    // Whoever had everything keeps everything.
    await withProgress(installAnew(packages.isForDeveloping() ? 'developing' : set, stopped), say, stopped);
  }
  const missing = comparePackages().missing(set);
  if (missing.length > 0) throw new Error(`npm could not fetch everything; missing: ${missing.join(', ')}`);
}

/**
 * Installs what is missing, for a program that does this first: it ends this process when a signal stops it or it fails.
 * @param {import('./install/package-sets.mjs').PackageSet} set
 */
export async function installOrExit(set) {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    await install(console.log, { set, stopped: stopped.signal });
  } catch (error) {
    if (!stopped.signal.aborted) console.error(error.message);
    process.exit(1);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  }
}

if (process.argv[1] === import.meta.filename) {
  await installOrExit(process.argv[2] === 'running' ? 'running' : 'developing');
}
