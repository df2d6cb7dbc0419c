const KEY_WIDTH = 34;
const STATE_WIDTH = 10;

/** Cuts a text to a width; control characters would break the line. */
function cut(text, width) {
  const plain = text.replaceAll(/\p{Cc}/gu, ' ');
  const characters = [...plain];
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : plain;
}

function keyOf(data) {
  const key = data?.partner_client_id;
  return typeof key === 'string' ? key : '–';
}

/**
 * The items of a status document as a table of index, key, state and reason.
 * @param {{ data: unknown, status: { state: string, validation_errors: string[] } }[]} result
 * @returns {string}
 */
export function tableOf(result) {
  // A terminal gets lines that fit, a file whole reasons.
  const reasonWidth = (process.stdout.columns ?? Infinity) - KEY_WIDTH - STATE_WIDTH - 8;
  const row = (index, key, state, reason) =>
    `${index.padStart(3)}  ${cut(key, KEY_WIDTH).padEnd(KEY_WIDTH)} ${state.padEnd(STATE_WIDTH)} ${cut(reason, reasonWidth)}`;
  const rows = result.map(({ data, status }, index) =>
    row(`${index}`, keyOf(data), status.state, status.validation_errors.join('; ')),
  );
  return [row('', 'key', 'state', 'reason'), ...rows].join('\n');
}
