import { type Page } from '../pages/page';

/** What a page shows between backticks is a command when it begins with the name of such a program. */
const SHOWN_COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|bash|sh|git|docker) /;

/** The single commands of a page: those of its blocks, and those between backticks in its prose. */
export function commandsOf({ blocks, codeSpans }: Page): string[] {
  const lines = blocks
    .filter(({ language }) => language === 'sh' || language === 'bash')
    .flatMap(({ text }) => text.replaceAll(/\\\n\s*/g, '').split('\n'));
  const shown = codeSpans.filter((code) => SHOWN_COMMAND.test(code));
  return [...lines, ...shown]
    .map((line) => line.replace(/(?:^|\s+)#\s.*$/, ''))
    .flatMap((line) => line.split(/ && |; /))
    .map((command) => command.trim())
    .filter((command) => command !== '');
}

/** A command's words, without the variables set before it and the quotes around a word. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  return words.slice(first).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}
