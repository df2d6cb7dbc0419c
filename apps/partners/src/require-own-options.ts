import { type Command } from 'commander';
import { optionsTakenByNpm } from '@app/platform';
import { CommandRefused, EXIT_WRONG_USAGE } from './command-refused';
import { NPM_PROGRAM, programName } from './program-name';

/** Options that npm has, too, so that a setting of its own may look like one that was taken. */
const ALSO_OF_NPM = new Set(['--all', '--json']);

/**
 * Sees to it that no option was lost because `--` was forgotten in `npm run partners -- add --name Acme`.
 * @param argv as in process.argv
 * @throws CommandRefused `wrong_usage`
 */
export function requireOwnOptions(program: Command, argv: readonly string[]): void {
  const words = argv.slice(2);
  const isNpm = programName(argv[1] ?? '') === NPM_PROGRAM;
  // One that has arrived shows that npm was told where its own options end.
  if (!isNpm || words.some((word) => word.startsWith('-'))) return;
  const options = program.commands.flatMap((command) => command.options.map(({ long }) => long ?? ''));
  const taken = optionsTakenByNpm([...new Set(options)].filter((option) => !ALSO_OF_NPM.has(option)));
  if (taken.length === 0) return;
  throw new CommandRefused(
    'wrong_usage',
    `npm took ${taken.join(', ')} for itself. Write two dashes before the command: ` +
      `${NPM_PROGRAM} ${words[0] ?? 'add'} …`,
    EXIT_WRONG_USAGE,
  );
}
