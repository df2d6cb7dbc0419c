import { withLogin } from '../embedded/login-url.mjs';

/** The login roles of the service, the variable that each one's URL comes from, and its generated password. */
const ROLES = [
  { role: 'partner_path', variable: 'PARTNER_PATH_DATABASE_URL', password: 'partnerPathPassword' },
  { role: 'release', variable: 'RELEASE_DATABASE_URL', password: 'releasePassword' },
  { role: 'auth', variable: 'AUTH_DATABASE_URL', password: 'authPassword' },
  { role: 'dashboard', variable: 'DASHBOARD_DATABASE_URL', password: 'dashboardRolePassword' },
  { role: 'operator', variable: 'OPERATOR_DATABASE_URL', password: 'operatorRolePassword' },
];

/**
 * The environment of migration, API, worker and dashboard: a given one, with the variables that it does not set already.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.given
 * @param {string} options.databaseUrl as the owner
 * @param {string} options.redisUrl
 * @param {Record<string, string>} options.secrets
 * @returns {NodeJS.ProcessEnv}
 */
export function serviceEnvironment({ given, databaseUrl, redisUrl, secrets }) {
  const roles = ROLES.map(({ role, variable, password }) => [
    variable,
    given[variable] || withLogin(databaseUrl, role, secrets[password]),
  ]);
  return {
    ...given,
    ...Object.fromEntries(roles),
    REDIS_URL: redisUrl,
    TOKEN_SIGNING_KEY: given.TOKEN_SIGNING_KEY || secrets.tokenSigningKey,
    DASHBOARD_SESSION_KEY: given.DASHBOARD_SESSION_KEY || secrets.dashboardSessionKey,
  };
}
