import { partnerClients } from '../../libs/persistence/src/records/partner-clients.table';
import { revenueClaims } from '../../libs/persistence/src/records/revenue-claims.table';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

/** A connection plans a prepared statement once and for all after some executions, perhaps while tables are still tiny. */
describe('plans that were made while tables were tiny', () => {
  let database: ServiceDatabase;
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    await rowsOf(
      database.ownerUrl,
      `INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
       SELECT 1, 'k' || n, now(), 'LLC', 1, n FROM generate_series(1, 20) AS n`,
    );
    await rowsOf(database.superuserUrl, 'ANALYZE partner_clients, batches, revenue_claims');
  });
  afterAll(() => database.drop());

  it.each([
    ['partner clients', partnerClients],
    ['revenue claims', revenueClaims],
  ])('look %s up by index', async (_, { lookUp }) => {
    const plan = await connected(database.partnerPathUrl, async (connection) => {
      await connection.query('SET plan_cache_mode = force_generic_plan');
      await connection.query(`PREPARE look_up (text[]) AS ${lookUp.text}`);
      const { rows } = await connection.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN EXECUTE look_up ('{k1,k2}')`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('Index');
    expect(plan).not.toContain('Seq Scan');
  });
});
