import pg from 'pg';

/**
 * The same login, in another database.
 * @param {string} url
 * @param {string} database
 * @returns {string}
 */
export function inDatabase(url, database) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/**
 * Does something with a connection of its own.
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withConnection(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Creates an empty database.
 * @param {string} adminUrl as the superuser
 * @param {string} name
 * @param {string} [owner] role
 */
export async function createDatabase(adminUrl, name, owner = 'postgres') {
  await withConnection(adminUrl, (client) => client.query(`CREATE DATABASE ${name} OWNER ${owner}`));
}

/**
 * Drops a database with all that it holds, whoever is connected.
 * @param {string} adminUrl as the superuser
 * @param {string} name
 */
export async function dropDatabase(adminUrl, name) {
  await withConnection(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}
