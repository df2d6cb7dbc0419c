import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

const USER_ENTRY = path.join(projectFolder, 'dist/apps/dashboard/src/access/user-entry.js');

/** The user of a stack that was told of no users. */
const NAME = 'operator';

/**
 * Who may log in to the dashboard: the users of DASHBOARD_USERS, else one operator with the generated password.
 * @param {NodeJS.ProcessEnv} given
 * @param {Record<string, string>} secrets
 * @returns {Promise<{ users: string, login: { dashboard_user: string, dashboard_password: string } | undefined }>} users: the value of
 *   DASHBOARD_USERS; login: undefined where the users are the caller's own
 */
export async function dashboardUser(given, secrets) {
  if (given.DASHBOARD_USERS) return { users: given.DASHBOARD_USERS, login: undefined };
  const { userEntry } = createRequire(import.meta.url)(USER_ENTRY);
  const password = secrets.dashboardPassword;
  return {
    users: await userEntry(NAME, 'operator', password),
    login: { dashboard_user: NAME, dashboard_password: password },
  };
}
