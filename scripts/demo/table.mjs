import { inColourOf } from './state-colour.mjs';

const KEY_WIDTH = 30;
const STATE_WIDTH = 10;

/** Below this width of the terminal a reason has lines of its own, since its column would be narrow. */
const LEAST_COLUMNS = 100;
const OWN_LINE_INDENT = ' '.repeat(5);

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
  // A terminal gets reasons in a column or below their items, a file whole ones in a line.
  const columns = process.stdout.columns ?? Infinity;
  const row = (index, key, state, reason) => {
    const item = head(index, key, state);
    if (columns >= LEAST_COLUMNS)
      return `${item}${wrapped(reason, columns - indent.length).join(`\n${indent}`)}`.trimEnd();
    const below = reason === '' ? [] : wrapped(reason, columns - OWN_LINE_INDENT.length);
    return [item.trimEnd(), ...below.map((line) => `${OWN_LINE_INDENT}${line}`)].join('\n');
  };
  const rows = result.map(({ data, status }, index) =>
    row(`${index}`, keyOf(data, keyMember), status.state, status.validation_errors.join('; ')),
  );
  return [row('', 'key', 'state', 'reason'), ...rows].join('\n');
}
