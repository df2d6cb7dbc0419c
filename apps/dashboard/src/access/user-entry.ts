import { hashOfPassword, isPasswordHash } from './password-hash';

/** What a user of the dashboard may do: look, or act too. */
export const ROLES = ['viewer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Someone who may log in. */
export interface User {
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}

/** Names are shown, logged and kept in the audit trail. */
const NAME = /^[A-Za-z0-9._@-]{1,64}$/;

/** Whether a text can be the name of a user. */
export function isUserName(text: string): boolean {
  return NAME.test(text);
}

/** The entry of a user in DASHBOARD_USERS: `name:role:hash`. */
export async function userEntry(name: string, role: Role, password: string): Promise<string> {
  return `${name}:${role}:${await hashOfPassword(password)}`;
}

/**
 * Reads entries separated by white space.
 * @throws Error with a sentence that names the entry by its place, and repeats nothing of it
 */
export function readUserEntries(text: string): ReadonlyMap<string, User> {
  const users = new Map<string, User>();
  const entries = text.split(/\s+/).filter((entry) => entry !== '');
  entries.forEach((entry, at) => {
    const [name = '', roleName, passwordHash = '', ...rest] = entry.split(':');
    const role = ROLES.find((known) => known === roleName);
    if (!isUserName(name) || role === undefined || !isPasswordHash(passwordHash) || rest.length > 0)
      throw new Error(
        `Entry ${at + 1} of DASHBOARD_USERS is not name:role:hash; node scripts/dashboard-user.mjs prints one.`,
      );
    if (users.has(name))
      throw new Error(`Entry ${at + 1} of DASHBOARD_USERS repeats the name of another one.`);
    users.set(name, { name, role, passwordHash });
  });
  if (users.size === 0) throw new Error('DASHBOARD_USERS names nobody.');
  return users;
}
