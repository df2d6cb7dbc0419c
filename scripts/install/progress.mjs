import fs from 'node:fs';
import path from 'node:path';
import { modulesFolder } from './package-sets.mjs';

/** How often progress is shown: on a terminal in one line that is written over, elsewhere as lines of a log. */
const TICK_MS = process.stdout.isTTY ? 500 : 5000;

/** npm makes all folders first and fills them then; a package is in place when its package.json is. */
function packagesInPlace() {
  if (!fs.existsSync(modulesFolder)) return 0;
  const names = fs
    .readdirSync(modulesFolder)
    .flatMap((name) =>
      name.startsWith('@')
        ? fs.readdirSync(path.join(modulesFolder, name)).map((inner) => `${name}/${inner}`)
        : [name],
    );
  return names.filter((name) => fs.existsSync(path.join(modulesFolder, name, 'package.json'))).length;
}

function show(seconds) {
  const inPlace = packagesInPlace();
  const text = `installing packages: ${inPlace === 0 ? 'downloading …' : `${inPlace} in place`} after ${seconds} s`;
  process.stdout.write(process.stdout.isTTY ? `\r${text} ` : `${text}\n`);
}

/**
 * Shows how far an installation has come, until it has ended.
 * @param {Promise<void>} installation
 * @param {(text: string) => void} say told the result
 * @param {AbortSignal} [stopped] ends the showing at once, also when the installation takes its time to end
 */
export async function withProgress(installation, say, stopped) {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const ticking = setInterval(() => show(seconds()), TICK_MS);
  const endShowing = () => {
    clearInterval(ticking);
    if (process.stdout.isTTY) process.stdout.write('\n');
  };
  stopped?.addEventListener('abort', endShowing);
  try {
    await installation;
  } finally {
    stopped?.removeEventListener('abort', endShowing);
    if (!stopped?.aborted) endShowing();
  }
  say(`installed ${packagesInPlace()} packages in ${seconds()} s`);
}
