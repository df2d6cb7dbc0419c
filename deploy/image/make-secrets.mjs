/**
 * `make-secrets FOLDER`: writes what a deployment has to keep secret, one file for each variable, each with random content:
 *
 *   FOLDER/service/    variables of API, worker and dashboard; in Kubernetes the Secret partner-client-service
 *   FOLDER/owner/      DATABASE_URL as the schema's owner, for migrations and for registering partners; a Secret of its own
 *   FOLDER/passwords/  what the servers of docker-compose.yml are given, and the password of the dashboard's first user
 *
 *   FOLDER/pooler/     with POOLER_URL alone: userlist.txt for a PgBouncer, with the passwords of the roles
 *
 * A file that is there stays as it is, but for userlist.txt, which follows the URLs of the roles. DATABASE_URL and REDIS_URL of the environment
 * name servers of one's own; else those of docker-compose.yml are meant. POOLER_URL names a PgBouncer that the roles' URLs lead to.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROLES = {
  PARTNER_PATH_DATABASE_URL: 'partner_path',
  RELEASE_DATABASE_URL: 'release',
  AUTH_DATABASE_URL: 'auth',
  DASHBOARD_DATABASE_URL: 'dashboard',
  OPERATOR_DATABASE_URL: 'operator',
};
const FIRST_USER = 'operator';

// 256 bits, in characters that need no escaping in a URL.
const random = () => randomBytes(32).toString('base64url');

/**
 * The content of a file below the folder, made if it is not there. Its group and others may read it, since a container does so as another
 * user; the folder itself is closed to them.
 */
async function kept(folder, file, make) {
  const target = path.join(folder, file);
  if (!fs.existsSync(target)) {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, await make(), { mode: 0o444, flag: 'wx' });
    console.log(`wrote ${target}`);
  }
  return fs.readFileSync(target, 'utf8').trim();
}

function withLogin(url, role, password) {
  return Object.assign(new URL(url), { username: role, password }).href;
}

/** Passwords in plain text: PgBouncer logs in to PostgreSQL with them by scram, for which a hash is not enough. */
async function keepUserlist(folder) {
  const file = 'pooler/userlist.txt';
  const logins = Object.keys(ROLES)
    .map((variable) => new URL(fs.readFileSync(path.join(folder, 'service', variable), 'utf8').trim()))
    .map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`)
    .join('');
  const isOld =
    fs.existsSync(path.join(folder, file)) && fs.readFileSync(path.join(folder, file), 'utf8') !== logins;
  if (isOld) fs.rmSync(path.join(folder, file));
  await kept(folder, file, () => logins);
}

async function makeSecrets(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chmodSync(folder, 0o700);
  const password = (name) => kept(folder, `passwords/${name}`, random);
  const databaseUrl = await kept(
    folder,
    'owner/DATABASE_URL',
    async () =>
      process.env.DATABASE_URL ||
      `postgres://owner:${await password('postgres-owner')}@postgres:5432/partner_clients`,
  );
  if (!process.env.DATABASE_URL) await password('postgres-superuser');
  await kept(
    folder,
    'service/REDIS_URL',
    async () => process.env.REDIS_URL || `redis://:${await password('redis')}@redis:6379`,
  );
  for (const [variable, role] of Object.entries(ROLES))
    await kept(folder, `service/${variable}`, () =>
      withLogin(process.env.POOLER_URL || databaseUrl, role, random()),
    );
  if (process.env.POOLER_URL) await keepUserlist(folder);
  await kept(folder, 'service/TOKEN_SIGNING_KEY', random);
  // None, until the signing key is changed: a process that is told of a file wants it to be there.
  await kept(folder, 'service/TOKEN_VERIFICATION_KEYS', () => '');
  await kept(folder, 'service/DASHBOARD_SESSION_KEY', random);
  const { userEntry } = createRequire(import.meta.url)('../../dist/apps/dashboard/src/access/user-entry.js');
  await kept(folder, 'service/DASHBOARD_USERS', async () =>
    userEntry(FIRST_USER, 'operator', await password('dashboard')),
  );
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: make-secrets FOLDER');
  process.exit(2);
}
await makeSecrets(path.resolve(folder));
