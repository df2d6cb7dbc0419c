import fs from 'node:fs';
import path from 'node:path';
import { runNpm, waitForOtherNpm } from '../../scripts/install/run-npm.mjs';

const BENCH = path.join(import.meta.dirname, '..');

/** npm writes it as its last step, as a copy of the lock in another form: it is as new as what is installed. */
const INSTALLED = path.join(BENCH, 'node_modules', '.package-lock.json');
const WANTED = path.join(BENCH, 'package-lock.json');

function isInstalled() {
  return fs.existsSync(INSTALLED) && fs.statSync(INSTALLED).mtimeMs > fs.statSync(WANTED).mtimeMs;
}

/**
 * Installs what the peers need beside the service's own packages, when it is missing: bench/package.json is theirs, so that nobody
 * else waits for it.
 * @param {(text: string) => void} say
 * @throws when npm fails; npm has printed the reason
 */
export async function installPeers(say) {
  if (isInstalled()) return;
  await waitForOtherNpm(say);
  say("installing the benchmark's packages (once) …");
  await runNpm(['ci', '--prefix', BENCH]);
}
