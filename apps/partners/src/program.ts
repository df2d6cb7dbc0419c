import { Command } from 'commander';
import { type CommandContext } from './command-context';
import { registerAdd } from './commands/add';
import { registerEraseClient } from './commands/erase-client';
import { registerList } from './commands/list';
import { registerOtherWords } from './commands/other-words';
import { registerRevoke } from './commands/revoke';
import { registerRotate } from './commands/rotate';
import { registerSet } from './commands/set';

const COMMANDS = [
  registerAdd,
  registerList,
  registerRotate,
  registerRevoke,
  registerSet,
  registerEraseClient,
  registerOtherWords,
];

/** The program with all its commands. It throws where Commander would end the process, and leaves errors to be printed. */
export function createProgram(context: CommandContext): Command {
  const program = new Command(context.program)
    .description('Who may use the service: partners, what is agreed with them, and their secrets.')
    .option('--json', 'print JSON, errors too')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .allowExcessArguments(false);
  for (const register of COMMANDS) register(program, context);
  return program;
}
