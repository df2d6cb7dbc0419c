import { partnerClients } from '../../libs/persistence/src/records/partner-clients.table';
import { revenueClaims } from '../../libs/persistence/src/records/revenue-claims.table';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

const ROWS_OF_THE_LARGE = 20_000;
const ROWS_OF_THE_SMALL = 100;
const KEYS = 500; // those of the small partner's saved records among them

interface PlanNode {
  'Actual Loops': number;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** How often an index whose name begins so was searched. */
function searchesOf(node: PlanNode, index: string): number {
  const own = node['Index Name']?.startsWith(index) === true ? node['Actual Loops'] : 0;
  return (node.Plans ?? []).reduce((sum, inner) => sum + searchesOf(inner, index), own);
}

/**
 * Beside a partner with nearly all of the rows, PostgreSQL takes any other one to have none: its samples of the tables do not show them.
 */
describe('a partner that the statistics do not show', () => {
  let database: ServiceDatabase;
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    const fill = (partner: number, rows: number) =>
      rowsOf(
        database.superuserUrl,
        `WITH batch AS (
           INSERT INTO batches (partner_id, status_check_id, record_kind, item_count)
           SELECT ${partner}, gen_random_uuid(), 'clients', 1 FROM generate_series(1, ${rows}) RETURNING id
         ), client AS (
           INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
           SELECT ${partner}, 'c' || id, now(), 'LLC', id, 0 FROM batch
         )
         INSERT INTO revenue_claims (partner_id, unique_reference, partner_client_id, currency, period_granularity, period_from,
           period_start, period_end, total_amount, transaction_count, batch_id, item_index)
         SELECT ${partner}, 'r' || id, 'c' || id, 'GBP', 'month', '2025-01-01', now(), now(), 1, 1, id, 0 FROM batch`,
      );
    await fill(1, ROWS_OF_THE_LARGE);
    await rowsOf(database.superuserUrl, 'ANALYZE batches, partner_clients, revenue_claims');
    await fill(2, ROWS_OF_THE_SMALL);
  });
  afterAll(() => database.drop());

  it.each([
    ['partner clients', partnerClients, 'partner_clients', 'partner_client_id'],
    ['revenue claims', revenueClaims, 'revenue_claims', 'unique_reference'],
  ])('has its %s looked up once a key, however many batches it has', async (_, { lookUp }, table, key) => {
    const saved = await rowsOf<{ key: string }>(
      database.superuserUrl,
      `SELECT ${key} AS key FROM ${table} WHERE partner_id = 2`,
    );
    const unsaved = Array.from({ length: KEYS - saved.length }, (_key, n) => `key-${n}`);
    const keys = [...saved.map(({ key: text }) => text), ...unsaved];
    const plan = await connected(database.partnerPathUrl, async (connection) => {
      await connection.query('BEGIN');
      await connection.query("SELECT set_config('app.partner', '2', true)");
      const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${lookUp.text}`,
        [keys],
      );
      return rows[0]?.['QUERY PLAN'][0].Plan;
    });
    expect(plan && searchesOf(plan, table)).toBe(KEYS);
    expect(plan && searchesOf(plan, 'batches_pkey')).toBe(ROWS_OF_THE_SMALL);
  });
});
