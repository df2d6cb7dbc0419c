import fs from 'node:fs';

const LOOK_EVERY_MS = 500;
const LINES_AT_ONCE = 3;
const LINE_LENGTH = 200;

/** What to show of a log line: the message of an error, the text of a line that is no JSON (a crash), nothing else. */
function errorIn(line) {
  if (!line.startsWith('{')) return line.trim();
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level !== 'error' && level !== 'fatal') return '';
    return [msg, err?.message].filter((text) => typeof text === 'string' && text !== '').join(': ');
  } catch {
    return '';
  }
}

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
 * @returns {() => void} ends the watching
 */
export function showErrors({ name, log, say }) {
  const newLines = newLinesOf(log);
  const look = () => {
    const errors = newLines()
      .map(errorIn)
      .filter((text) => text !== '');
    for (const text of errors.slice(0, LINES_AT_ONCE)) say(`${name}: ${text.slice(0, LINE_LENGTH)}`);
    if (errors.length > LINES_AT_ONCE) say(`${name}: ${errors.length - LINES_AT_ONCE} more lines in ${log}`);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
