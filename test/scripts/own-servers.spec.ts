import pg from 'pg';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { Checkout } from './checkout';

let checkout: Checkout;
let database: ServiceDatabase;
beforeAll(async () => {
  checkout = new Checkout();
  database = await createServiceDatabase(sharedServers());
});
afterAll(async () => {
  await checkout.remove();
  await database.drop();
});

async function namesOfPartners(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM partners');
  await client.end();
  return rows.map(({ name }) => name);
}

describe('npm start with DATABASE_URL and REDIS_URL', () => {
  it('uses those servers, starts none, and leaves it to the command line to add a partner there', async () => {
    const { redisUrl, secrets } = sharedServers();
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query('TRUNCATE partners CASCADE');
    await client.end();

    const urls = { databaseUrl: database.ownerUrl, redisUrl: `${redisUrl}/${database.number}` };
    // The roles keep their passwords: the other services of the run use them too.
    const given = serviceEnvironment({ given: {}, ...urls, secrets }) as Record<string, string>;
    const start = await checkout.start({ ...given, DATABASE_URL: urls.databaseUrl });
    expect(start.output()).toContain('no demo partner was written');
    expect(checkout.stack()).toMatchObject({ ...urls, pids: { postgres: null, redis: null }, partners: [] });
    expect(await namesOfPartners()).toEqual([]);

    // As the panel says it; the command finds the database of the running stack by itself.
    const [, command = ''] = /^npm run partners -- (add .*)$/m.exec(start.output()) ?? [];
    const add = checkout.run('sh', ['-c', `exec node scripts/partners.mjs ${command} --json`]);
    expect(await add.ended).toBe(0);
    expect(JSON.parse(add.output())).toMatchObject({ client_id: 'my-partner', status: 'active' });
    expect(await namesOfPartners()).toEqual(['My Partner']);

    start.child.kill('SIGTERM');
    expect(await start.ended).toBe(0);
  });
});
