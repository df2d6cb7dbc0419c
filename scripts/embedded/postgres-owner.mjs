import pg from 'pg';
import { withLogin } from './login-url.mjs';

/** The database of the service, and the role that owns it and runs the migrations. */
const DATABASE = 'partner_clients';
const OWNER = 'owner';

/** Enough to make the service's roles and test databases, to look at other sessions and to end them; no superuser. */
const OWNER_OPTIONS = 'LOGIN NOSUPERUSER CREATEROLE CREATEDB';
const OWNER_MEMBERSHIPS = ['pg_monitor', 'pg_signal_backend'];

async function exists(client, catalog, column, name) {
  const found = await client.query(`SELECT 1 FROM ${catalog} WHERE ${column} = $1`, [name]);
  return found.rowCount === 1;
}

/**
 * Sees to it that the owner role (with this password) and its database exist.
 * @param {string} superuserUrl
 * @param {string} password
 * @returns {Promise<string>} the URL of the database as its owner
 */
export async function ensureOwner(superuserUrl, password) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const verb = (await exists(client, 'pg_roles', 'rolname', OWNER)) ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${OWNER} ${OWNER_OPTIONS} PASSWORD ${client.escapeLiteral(password)}`);
    await client.query(`GRANT ${OWNER_MEMBERSHIPS.join(', ')} TO ${OWNER}`);
    if (!(await exists(client, 'pg_database', 'datname', DATABASE))) {
      await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
    }
  } finally {
    await client.end();
  }
  return withLogin(superuserUrl, OWNER, password, DATABASE);
}
