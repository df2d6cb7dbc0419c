import pg from 'pg';
import { build } from '../../scripts/build.mjs';
import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import { registerDemoPartners } from '../../scripts/start/demo-partners.mjs';
import { migrate } from '../../scripts/start/migrate.mjs';
import { freshSecrets } from '../../scripts/start/secrets.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { stopServersAtTheEnd } from './global-teardown';
import { SERVICE_NUMBERS } from './service-database';
import { shareServers } from './shared-servers';

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Test services in different Jest workers get different numbers from one sequence. */
async function createServiceNumbers(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`CREATE SEQUENCE ${SERVICE_NUMBERS}`);
  await client.end();
}

/**
 * Once for a run: builds (the tests run the compiled service, so a stale one would be tested without notice), starts
 * one PostgreSQL and one Redis, and migrates the database that every test service copies.
 */
export default async function globalSetup(): Promise<void> {
  await build(say);
  const { stop, ...servers } = await startThrowAwayServers(say);
  stopServersAtTheEnd(stop);
  const { databaseUrl, redisUrl } = servers;
  const secrets = freshSecrets();
  await migrate(databaseUrl, serviceEnvironment({ given: process.env, databaseUrl, redisUrl, secrets }));
  const partners = await registerDemoPartners(databaseUrl, secrets);
  await createServiceNumbers(servers.superuserUrl);
  shareServers({ ...servers, secrets, partners, templateDatabase: new URL(databaseUrl).pathname.slice(1) });
}
