import pg from 'pg';
import { type ThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import { registerDemoPartners } from '../../scripts/start/demo-partners.mjs';
import { migrate } from '../../scripts/start/migrate.mjs';
import { freshSecrets } from '../../scripts/start/secrets.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { SERVICE_NUMBERS } from './service-database';
import { type SharedServers } from './shared-servers';

/** Test services in different Jest workers get different numbers from one sequence. */
async function createServiceNumbers(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`CREATE SEQUENCE ${SERVICE_NUMBERS}`);
  await client.end();
}

/**
 * Migrates the database that every test service copies, and registers both partners in it.
 * @param folder whose built code and schema: this project's without a word
 */
export async function prepareServers(servers: ThrowAwayServers, folder?: string): Promise<SharedServers> {
  const { databaseUrl, redisUrl } = servers;
  const secrets = freshSecrets();
  await migrate(
    databaseUrl,
    serviceEnvironment({ given: process.env, databaseUrl, redisUrl, secrets }),
    folder,
  );
  const partners = await registerDemoPartners(databaseUrl, secrets);
  await createServiceNumbers(servers.superuserUrl);
  return { ...servers, secrets, partners, templateDatabase: new URL(databaseUrl).pathname.slice(1) };
}
