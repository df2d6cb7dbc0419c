import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

/** What Node writes around a crash: its own place, with the line that it threw from. */
const PLACE_IN_NODE = /^node:\S+:\d+\n.*\n/gm;

/** Lines of a crash that tell nothing: frames of Node and of packages, marks below a line, hints. */
const TELLS_NOTHING = [
  /^\s*[\^~]*\s*$/,
  /^\s+at .*(?:node:|node_modules|\(<anonymous>\))/,
  /^Node\.js v\d/,
  /^\(Use `node --trace-uncaught/,
];

/** @returns {string[]} what a crash says: its source line, the error, and frames of the project */
function crashIn(lines) {
  return lines
    .join('\n')
    .replaceAll(PLACE_IN_NODE, '')
    .replaceAll(`${projectFolder}${path.sep}`, '')
    .split('\n')
    .filter((line) => !TELLS_NOTHING.some((pattern) => pattern.test(line)));
}

/** @returns {{ text: string, message?: string }[]} an error that was logged, as it is shown; nothing of another line */
function loggedIn(line) {
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level !== 'error' && level !== 'fatal') return [];
    const text = [msg, err?.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return [{ text, message: err?.message }];
  } catch {
    return [];
  }
}

/**
 * What is to be shown of lines of a log.
 * @param {readonly string[]} lines
 * @returns {{ logged: string[], crash: string[] }} logged: the errors among its JSON lines, without those that the crash tells
 *   too; crash: what is no JSON, shortened
 */
export function errorsIn(lines) {
  const isLogged = (line) => line.startsWith('{');
  const crash = crashIn(lines.filter((line) => !isLogged(line)));
  const told = crash.join('\n');
  const logged = lines.filter(isLogged).flatMap(loggedIn);
  return {
    logged: logged.filter(({ message }) => !message || !told.includes(message)).map(({ text }) => text),
    crash,
  };
}
