import { type Command, CommanderError } from 'commander';
import { asOwner, withOwnersDatabase } from '@app/persistence';
import { readOwnerConfiguration } from '@app/platform';
import { type Answer, type CommandContext } from './command-context';
import { type CommandRefused } from './command-refused';
import { createProgram } from './program';
import { programName } from './program-name';
import { refusalOf } from './refusal-of';
import { requireOwnOptions } from './require-own-options';

/**
 * Runs one command: its answer on standard output, a refusal on standard error, and an exit code of 0, 1 (refused) or
 * 2 (wrong usage).
 * @param argv as in process.argv
 */
export async function runPartners(argv: readonly string[]): Promise<void> {
  const asJson = argv.includes('--json');
  const program = programName(argv[1] ?? '');
  const context: CommandContext = {
    program,
    async answer(work) {
      const answer = await asOwner(readOwnerConfiguration().databaseUrl, work);
      process.stdout.write(`${wordsOf(answer, asJson)}\n`);
    },
    async answerInSteps(work) {
      // A program reads standard error as JSON, and only where the command fails.
      const tell = (sentence: string): boolean => asJson || process.stderr.write(`${sentence}\n`);
      const answer = await withOwnersDatabase(readOwnerConfiguration().databaseUrl, (database) =>
        work(database, tell),
      );
      process.stdout.write(`${wordsOf(answer, asJson)}\n`);
    },
  };
  const commands = createProgram(context);
  try {
    requireOwnOptions(commands, argv);
    await commands.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return; // it has printed what was asked for
    const refusal = refusalOf(error, program, commandCalled(commands, argv));
    if (refusal === null) throw error;
    process.stderr.write(`${refusalInWords(refusal, asJson)}\n`);
    process.exitCode = refusal.exitCode;
  }
}

/** The name of the command that is called, or null when it is none. */
function commandCalled({ commands }: Command, argv: readonly string[]): string | null {
  const word = argv.slice(2).find((argument) => !argument.startsWith('-'));
  return commands.find((command) => command.name() === word)?.name() ?? null;
}

function wordsOf({ text, document }: Answer, asJson: boolean): string {
  return asJson ? JSON.stringify(document, null, 2) : text;
}

function refusalInWords({ code, message }: CommandRefused, asJson: boolean): string {
  return asJson ? JSON.stringify({ error: { code, message } }) : `error: ${message}`;
}
