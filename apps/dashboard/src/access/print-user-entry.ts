import { text } from 'node:stream/consumers';
import { isUserName, ROLES, userEntry } from './user-entry';

const LEAST_PASSWORD_CHARACTERS = 12;

/**
 * A program: `NAME ROLE`, with the password on standard input, so that no list of processes and no history of a shell has it. Prints the
 * user's entry for DASHBOARD_USERS.
 */
async function printUserEntry([name = '', roleName]: readonly string[]): Promise<void> {
  const role = ROLES.find((known) => known === roleName);
  if (!isUserName(name) || role === undefined) {
    refuse(`usage: NAME ${ROLES.join('|')}, with the password on standard input`);
    return;
  }
  if (process.stdin.isTTY) console.error('password, and then Ctrl-D in a line of its own:');
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < LEAST_PASSWORD_CHARACTERS) {
    refuse(`The password must have at least ${LEAST_PASSWORD_CHARACTERS} characters.`);
    return;
  }
  console.log(await userEntry(name, role, password));
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

void printUserEntry(process.argv.slice(2));
