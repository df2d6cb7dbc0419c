import pg from 'pg';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { type SharedServers } from './shared-servers';

/** The sequence that numbers the services of a run; the number names a service's database, queues and log folder. */
export const SERVICE_NUMBERS = 'service_numbers';

/** The database of one test service, under the roles that a test may need. */
export interface ServiceDatabase {
  number: number;
  /** As the owner: sees every row of every partner. */
  ownerUrl: string;
  superuserUrl: string;
  /** As the role of API and worker: sees the rows of the partner that is set, and none when none is set. */
  partnerPathUrl: string;
  drop: () => Promise<void>;
}

async function asSuperuser<T>(servers: SharedServers, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: servers.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates a database for one service by copying the migrated one, which takes a tenth of migrating. */
export async function createServiceDatabase(servers: SharedServers): Promise<ServiceDatabase> {
  const owner = new URL(servers.databaseUrl);
  const { number, name } = await asSuperuser(servers, async (client) => {
    const numbered = await client.query<{ number: string }>(`SELECT nextval('${SERVICE_NUMBERS}') AS number`);
    const next = Number(numbered.rows[0]?.number);
    const database = `service_${next}`;
    await client.query(
      `CREATE DATABASE ${database} TEMPLATE ${servers.templateDatabase} OWNER ${owner.username}`,
    );
    return { number: next, name: database };
  });
  const superuser = new URL(servers.superuserUrl);
  superuser.pathname = `/${name}`;
  owner.pathname = `/${name}`;
  return {
    number,
    ownerUrl: owner.href,
    superuserUrl: superuser.href,
    partnerPathUrl: withLogin(owner.href, 'partner_path', servers.secrets['partnerPathPassword'] ?? ''),
    drop: () =>
      asSuperuser(servers, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }),
  };
}
