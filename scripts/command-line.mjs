import { parseArgs } from 'node:util';

const HELP = { help: { type: 'boolean', about: 'shows this' } };

/** Where the options of most commands end: what is chosen in another way. */
const PORT = 'The port is chosen by API_PORT=4000 npm start; README.md has the other variables.';

function optionLines(options) {
  return Object.entries(options).map(([name, { value = '', about }]) => {
    const option = `--${name} ${value}`;
    return `  ${option.padEnd(22)} ${about}`;
  });
}

/**
 * Reads the options of a command. `--help` is shown and a wrong argument refused here, both of which end this process.
 * @param {object} command
 * @param {string} command.name as it is typed, such as `npm start`
 * @param {string} command.about what it does, in a line or two
 * @param {Record<string, { type: 'boolean' | 'string', value?: string, about: string }>} [command.options] value: what a string
 *   stands for
 * @param {string} [command.closing] the last line of the usage
 * @param {readonly string[]} [args]
 * @returns {Record<string, string | boolean | undefined>} by name
 */
export function readOptions({ name, about, options = {}, closing = PORT }, args = process.argv.slice(2)) {
  const all = { ...options, ...HELP };
  const usage = [`options, after "${name} --":`, ...optionLines(all), closing].join('\n');
  try {
    const { values } = parseArgs({ args: [...args], options: all });
    if (!values.help) return values;
    console.log(`${name}: ${about}\n\n${usage}`);
    process.exit(0);
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // Node's advice on arguments that begin with a dash would mislead here.
    console.error(`${error.message.split('. ')[0]}.\n\n${usage}`);
    process.exit(1);
  }
}
