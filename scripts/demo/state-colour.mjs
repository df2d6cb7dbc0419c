import { styleText } from 'node:util';

const COLOURS = { Completed: 'green', Duplicate: 'cyan', Conflict: 'yellow', Failed: 'red' };

/**
 * A text in the colour of an item's state, on a terminal; files and whoever sets NO_COLOR get it plain.
 * @param {string} state another word, such as a heading, has no colour
 * @param {string} text
 * @returns {string}
 */
export function inColourOf(state, text) {
  const colour = COLOURS[state];
  const plain = colour === undefined || !process.stdout.isTTY || process.env.NO_COLOR;
  return plain ? text : styleText(colour, text);
}
