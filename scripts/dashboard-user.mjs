/**
 * `node scripts/dashboard-user.mjs NAME ROLE`: prints the entry of a user for DASHBOARD_USERS. The password is read from standard input,
 * so that no list of processes and no history of a shell has it. Builds what is missing.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from './build.mjs';
import { projectFolder } from './embedded/folders.mjs';

const USER_ENTRY = path.join(projectFolder, 'dist/apps/dashboard/src/access/user-entry.js');
const LEAST_PASSWORD_CHARACTERS = 12;

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

await build(() => undefined);
const { isUserName, ROLES, userEntry } = createRequire(import.meta.url)(USER_ENTRY);
const [name = '', role] = process.argv.slice(2);
if (!isUserName(name) || !ROLES.includes(role))
  refuse(
    `usage: node scripts/dashboard-user.mjs NAME ${ROLES.join('|')}, with the password on standard input`,
  );
if (process.stdin.isTTY) console.error('password, and then Ctrl-D in a line of its own:');
const password = (await text(process.stdin)).replace(/\r?\n$/, '');
if (password.length < LEAST_PASSWORD_CHARACTERS)
  refuse(`The password must have at least ${LEAST_PASSWORD_CHARACTERS} characters.`);
console.log(await userEntry(name, role, password));
