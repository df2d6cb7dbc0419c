import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEAT_EVERY_MS, BEATS, HELD_BY_DEBUGGER, type Watched } from './beat';

const STANDARD_OUTPUT = 1;
/** A log that nobody reads any more must not keep the process. */
const LAST_WORDS_MS = 1_000;

/**
 * The program of the thread: ends the process when the main thread has not beaten for too long. Time is counted in looks, not by the
 * clock: a process that was stopped as a whole (SIGSTOP, a machine that slept) has not stood still in its own time.
 */
const { beat, limitMs, line } = workerData as Watched;
const mostLooks = Math.ceil(limitMs / BEAT_EVERY_MS);
let seen = Atomics.load(beat, BEATS);
let looksWithoutBeat = 0;

setInterval(() => {
  const beats = Atomics.load(beat, BEATS);
  const turns = beats !== seen || Atomics.load(beat, HELD_BY_DEBUGGER) === 1;
  seen = beats;
  looksWithoutBeat = turns ? 0 : looksWithoutBeat + 1;
  if (looksWithoutBeat === mostLooks) sayAndEnd();
}, BEAT_EVERY_MS);

function sayAndEnd(): void {
  // Nothing that has to be closed can be closed by somebody who is not the main thread: the process ends as if it were killed.
  const end = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  if (line === null) {
    end();
    return;
  }
  setTimeout(end, LAST_WORDS_MS);
  // Not by the logger, nor by process.stdout: in a thread they write through the main thread.
  const text = JSON.stringify({ ...line, time: new Date().toISOString(), blocked_ms: limitMs });
  write(STANDARD_OUTPUT, `${text}\n`, end);
}
