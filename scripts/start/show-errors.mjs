import fs from 'node:fs';
import { errorsIn } from './log-errors.mjs';

const LOOK_EVERY_MS = 500;
const LOGGED_AT_ONCE = 3;

/** Room for the source line, the error, and where it came from. */
const CRASH_LINES_AT_ONCE = 8;
const LINE_LENGTH = 200;

/** Reads what was appended to a file since the last call, whole lines only. */
function newLinesOf(file) {
  let position = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return () => {
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= position) return [];
    const text = Buffer.alloc(size - position);
    const handle = fs.openSync(file, 'r');
    fs.readSync(handle, text, 0, text.length, position);
    fs.closeSync(handle);
    const end = text.lastIndexOf(0x0a) + 1;
    position += end;
    return text.toString('utf8', 0, end).split('\n');
  };
}

/**
 * Shows the errors that a process of the service writes to its log, shortened, a few at a time.
 * @param {{ name: string, log: string, say: (text: string) => void }} options
 * @returns {() => void} shows now what is not shown yet
 */
export function showErrors({ name, log, say }) {
  const newLines = newLinesOf(log);
  const look = () => {
    const { logged, crash } = errorsIn(newLines());
    const shown = [...logged.slice(0, LOGGED_AT_ONCE), ...crash.slice(0, CRASH_LINES_AT_ONCE)];
    for (const text of shown) say(`${name}: ${text.slice(0, LINE_LENGTH)}`);
    const more = logged.length + crash.length - shown.length;
    if (more > 0) say(`${name}: ${more} more lines in ${log}`);
  };
  setInterval(look, LOOK_EVERY_MS).unref();
  return look;
}
