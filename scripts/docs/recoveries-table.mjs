import { markdownTable } from './markdown-table.mjs';

const HEAD = ['`event`', 'level', 'what is logged', 'what you do'];

/** @param {Record<string, import('../../libs/platform/src').RecoveryEvent>} events */
export function recoveriesTable(events) {
  return markdownTable(
    HEAD,
    Object.entries(events).map(([name, { level, sentence, operator }]) => [
      `\`${name}\``,
      level,
      sentence,
      operator,
    ]),
  );
}
