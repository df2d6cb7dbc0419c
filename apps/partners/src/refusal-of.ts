import { CommanderError } from 'commander';
import { ownersObstacle, type OwnersObstacle } from '@app/persistence';
import { ConfigurationRefused, isDatabaseNamed } from '@app/platform';
import { CommandRefused, EXIT_WRONG_USAGE } from './command-refused';
import { NPM_PROGRAM } from './program-name';

/** Sentences about the database; `why` is PostgreSQL's own word or the system's, neither of which has a password in it. */
const OBSTACLES: Readonly<Record<OwnersObstacle, (why: string) => string>> = {
  database_away: (why) =>
    `The database cannot be reached or does not answer (${why}). Is it running, and is DATABASE_URL right?`,
  login_refused: (why) => `The database does not let this program in (${why}). Is DATABASE_URL right?`,
  schema_not_migrated: () =>
    'The database has not been migrated to this version. Run the migration first; npm start does it by itself.',
  not_the_owner: (why) =>
    `The user of DATABASE_URL may not do this (${why}). It must be the schema's owner, as for the migration.`,
};

const WHICH_DATABASE =
  "Set it to the service's database, as the schema's owner. Without it, npm run partners takes the database of a running npm start.";

const NOTHING_RUNS =
  "Nothing is running here: start the service with npm start in another terminal, or set DATABASE_URL to the service's database, as the schema's owner.";

/**
 * What to tell of an error, or null when it is a fault of the program, whose stack is wanted.
 * @param program how the program was called
 * @param command the one that was called, if there is such a one
 */
export function refusalOf(error: unknown, program: string, command: string | null): CommandRefused | null {
  if (error instanceof CommandRefused) return error;
  if (error instanceof CommanderError)
    return wrongUsage(error, [program, command ?? [], '--help'].flat().join(' '));
  if (error instanceof ConfigurationRefused) {
    const sentence =
      program === NPM_PROGRAM && !isDatabaseNamed()
        ? NOTHING_RUNS
        : `${error.sentences.join('. ')}. ${WHICH_DATABASE}`;
    return new CommandRefused('invalid_configuration', sentence);
  }
  const obstacle = ownersObstacle(error);
  return obstacle === null ? null : new CommandRefused(obstacle, OBSTACLES[obstacle](whyOf(error)));
}

function wrongUsage({ code, message }: CommanderError, help: string): CommandRefused {
  const sentence = code === 'commander.help' ? 'Say what to do: a command is missing.' : inOneLine(message);
  return new CommandRefused('wrong_usage', `${sentence} See ${help}`, EXIT_WRONG_USAGE);
}

/** Commander's own "error: unknown command 'lst'", after which "(Did you mean list?)" may follow in a line of its own. */
function inOneLine(message: string): string {
  const [sentence = '', suggestion = ''] = message.replace(/^error: /, '').split('\n');
  return `${sentence.replace(/\.$/, '')}. ${suggestion.replace(/^\(|\)$/g, '')}`.trim();
}

/** A connection that failed at several addresses has a code and no message. */
function whyOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message === undefined || message === '' ? (code ?? 'no reason given') : message;
}
