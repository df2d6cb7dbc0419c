import { inColourOf } from './state-colour.mjs';

const KEY_WIDTH = 30;
const STATE_WIDTH = 10;
const LEAST_REASON_WIDTH = 20;

/** Control characters would break the line. */
const plain = (text) => text.replaceAll(/\p{Cc}/gu, ' ');

function cut(text, width) {
  const characters = [...plain(text)];
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : characters.join('');
}

/** @returns {string[]} the words of a text in lines of a width; a longer word has a line of its own */
function wrapped(text, width) {
  const lines = [''];
  for (const word of plain(text).split(' ')) {
    const line = lines.at(-1);
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function keyOf(data, keyMember) {
  const key = data?.[keyMember];
  return typeof key === 'string' ? key : '–';
}

/**
 * The items of a status document as a table of index, key, state and reason.
 * @param {import('./partner-session.mjs').StatusDocument['result']} result
 * @param {string} keyMember the member that holds an item's key
 * @returns {string}
 */
export function tableOf(result, keyMember) {
  const head = (index, key, state) =>
    `${index.padStart(3)}  ${cut(key, KEY_WIDTH).padEnd(KEY_WIDTH)} ${inColourOf(state, state.padEnd(STATE_WIDTH))} `;
  const indent = head('', '', '');
  // A terminal gets reasons in a column, a file whole ones in a line.
  const width = Math.max(LEAST_REASON_WIDTH, (process.stdout.columns ?? Infinity) - indent.length);
  const row = (index, key, state, reason) =>
    `${head(index, key, state)}${wrapped(reason, width).join(`\n${indent}`)}`.trimEnd();
  const rows = result.map(({ data, status }, index) =>
    row(`${index}`, keyOf(data, keyMember), status.state, status.validation_errors.join('; ')),
  );
  return [row('', 'key', 'state', 'reason'), ...rows].join('\n');
}
