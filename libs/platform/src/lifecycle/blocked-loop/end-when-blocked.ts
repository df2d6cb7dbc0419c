import { url as inspectorUrl } from 'node:inspector';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ProcessConfiguration } from '../../config/process-configuration';
import { type ProcessName } from '../../logging/create-logger';
import { RECOVERY_EVENTS } from '../../recoveries/recovery-events';
import { BEAT_EVERY_MS, BEATS, HELD_BY_DEBUGGER, PLACES, type Watched } from './beat';

const THREAD = join(__dirname, 'watch-thread.js');

/**
 * From now on a thread ends this process when its event loop has stood still for BLOCKED_LOOP_LIMIT_MS. A blocked loop answers
 * nothing, cannot stop, and holds what it holds: whoever started the process starts a new one, and release gives its shards to others.
 */
export function endWhenBlocked(
  process: ProcessName,
  { blockedLoopLimitMs: limitMs, logLevel }: Pick<ProcessConfiguration, 'blockedLoopLimitMs' | 'logLevel'>,
): void {
  if (limitMs === 0) return;
  const beat = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
  const beatOnce = (): void => {
    // In this order: whoever sees the beat sees the debugger, too.
    Atomics.store(beat, HELD_BY_DEBUGGER, inspectorUrl() === undefined ? 0 : 1);
    Atomics.add(beat, BEATS, 1);
  };
  beatOnce();
  setInterval(beatOnce, BEAT_EVERY_MS).unref();
  const { level, sentence } = RECOVERY_EVENTS.loop_blocked;
  const line = { level, process, event: 'loop_blocked', msg: sentence };
  const workerData: Watched = { beat, limitMs, line: logLevel === 'silent' ? null : line };
  new Worker(THREAD, { workerData }).unref();
}
