import { type Command } from 'commander';
import { type CommandContext } from '../command-context';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

/** What operators may write for something that another command does, and which one that is. */
const OTHER_WORDS: Readonly<Record<string, (program: string, clientId: string) => string>> = {
  suspend: (program, clientId) => `To suspend a partner: ${program} set ${clientId} --suspend`,
  activate: (program, clientId) => `To activate a partner: ${program} set ${clientId} --activate`,
  delete: notDeleted,
  remove: notDeleted,
  erase: (program, clientId) =>
    `To erase one client of a partner: ${program} erase-client --partner ${clientId} --client KEY`,
};

/** Commands that no help shows, and that only name the right one. */
export function registerOtherWords(program: Command, context: CommandContext): void {
  for (const [word, remedy] of Object.entries(OTHER_WORDS)) {
    program
      .command(word, { hidden: true })
      .argument('[client-id]')
      .allowUnknownOption()
      .allowExcessArguments()
      .action((clientId = 'CLIENT_ID') => {
        throw new CommandRefused('wrong_usage', remedy(context.program, String(clientId)), EXIT_WRONG_USAGE);
      });
  }
}

function notDeleted(program: string, clientId: string): string {
  return (
    'Partners are not deleted, since their records stay. ' +
    `Suspend it (${program} set ${clientId} --suspend) or take all its secrets: ${program} revoke ${clientId} --all`
  );
}
