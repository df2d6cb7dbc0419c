import { setTimeout as pause } from 'node:timers/promises';
import { build, stateOfSources } from '../build.mjs';

/**
 * How often the sources are looked at. Looking costs some milliseconds, and unlike the system's notices it misses nothing: not
 * in folders that are new, nor in those that another machine or a container writes.
 */
const LOOK_EVERY_MS = 500;

/** What was seen; a file that goes away between being listed and being looked at is seen the next time. */
function look(before) {
  try {
    return stateOfSources();
  } catch (error) {
    if (error.code === 'ENOENT') return before;
    throw error;
  }
}

/** What the compiler found, without the stack of the compiler itself. */
const finding = ({ message }) => message.split('\n\nCaused by:')[0].trimEnd();

async function buildAndRestart(restart, say) {
  try {
    await build(say);
  } catch (error) {
    say(`${finding(error)}\nnot built: API and worker run on as they were`);
    return;
  }
  const since = performance.now();
  try {
    await restart();
    say(`API and worker run the new code, after ${((performance.now() - since) / 1000).toFixed(1)} s`);
  } catch (error) {
    say(`${error.message}\nmend it: the next change starts API and worker again`);
  }
}

/**
 * Builds and restarts whenever the sources have changed and then stood still for a moment: an editor or a checkout of another
 * branch may write many. Never ends.
 * @param {object} options
 * @param {string} options.running the state of the sources that API and worker were built from
 * @param {() => Promise<void>} options.restart starts API and worker anew
 * @param {(text: string) => void} options.say
 */
export async function watchSources({ running, restart, say }) {
  let [built, seen] = [running, running];
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const now = look(seen);
    const isStill = now === seen;
    seen = now;
    if (!isStill || now === built) continue;
    built = now;
    await buildAndRestart(restart, say);
  }
}
