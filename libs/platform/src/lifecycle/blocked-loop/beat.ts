/** How often the event loop beats, and how often the thread looks whether it did. Together 2 ms of work a second. */
export const BEAT_EVERY_MS = 500;

/** Places in the memory that main thread and watching thread share. */
export const BEATS = 0;
/** 1 while a debugger may hold the main thread, at a breakpoint for as long as it likes. */
export const HELD_BY_DEBUGGER = 1;
export const PLACES = 2;

/** What the watching thread is given. */
export interface Watched {
  readonly beat: Int32Array<SharedArrayBuffer>;
  /** Time without a beat after which the process is ended, in milliseconds. */
  readonly limitMs: number;
  /** The log line to write then, but for its time; null where nothing is logged. */
  readonly line: Readonly<Record<string, unknown>> | null;
}
