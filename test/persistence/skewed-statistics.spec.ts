import { type Statement } from '../../libs/persistence/src/connections/statement';
import { CLAIM_SHARD } from '../../libs/persistence/src/decide/claim-shard';
import { SELECT_HEAD } from '../../libs/persistence/src/read/select-view';
import { SELECT_BATCHES } from '../../libs/persistence/src/records/batches-of-records';
import { partnerClients } from '../../libs/persistence/src/records/partner-clients.table';
import { revenueClaims } from '../../libs/persistence/src/records/revenue-claims.table';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

const ROWS_OF_THE_LARGE = 20_000;
const ROWS_OF_THE_SMALL = 100;
const KEYS = 500;
const LOOKED_UP = 50; // of the rows of the small partner

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Index Name'?: string;
  'Index Searches'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** What was done with the indexes whose names begin so: searches, and rows that they gave, used or not. */
function workOf(node: PlanNode, index: string): { searches: number; rows: number } {
  const isOurs = node['Index Name']?.startsWith(index) === true;
  const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  const own = { searches: isOurs ? (node['Index Searches'] ?? 0) : 0, rows: isOurs ? read : 0 };
  return (node.Plans ?? []).reduce((sum, inner) => {
    const { searches, rows } = workOf(inner, index);
    return { searches: sum.searches + searches, rows: sum.rows + rows };
  }, own);
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
           SELECT ${partner}, gen_random_uuid(), 'clients', 1 FROM generate_series(1, ${rows})
           RETURNING id, accepted_on
         ), shard AS (
           INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on)
           SELECT ${partner}, id, 0, 0, 1, 'clients', accepted_on FROM batch
         ), client AS (
           INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
           SELECT ${partner}, 'c' || id, now(), 'LLC', id, 0 FROM batch
         )
         INSERT INTO revenue_claims (partner_id, unique_reference, partner_client_id, currency, period_granularity, period_from,
           period_start, period_end, total_amount, transaction_count, batch_id, item_index)
         SELECT ${partner}, 'r' || id, 'c' || id, 'GBP', 'month', '2025-01-01', now(), now(), 1, 1, id, 0 FROM batch`,
      );
    await fill(1, ROWS_OF_THE_LARGE);
    await rowsOf(database.superuserUrl, 'ANALYZE batches, shards, partner_clients, revenue_claims');
    await fill(2, ROWS_OF_THE_SMALL);
  });
  afterAll(() => database.drop());

  async function planOf(statement: Statement, given: readonly unknown[]): Promise<PlanNode> {
    return connected(database.partnerPathUrl, async (connection) => {
      await connection.query('BEGIN');
      await connection.query("SELECT set_config('app.partner', '2', true)");
      const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
        [...given],
      );
      if (rows[0] === undefined) throw new Error('EXPLAIN gave nothing');
      return rows[0]['QUERY PLAN'][0].Plan;
    });
  }

  it.each([
    ['partner clients', partnerClients, 'partner_clients', 'partner_client_id'],
    ['revenue claims', revenueClaims, 'revenue_claims', 'unique_reference'],
  ])('has no more of its %s read than are looked up', async (_, { lookUp }, table, key) => {
    const saved = await rowsOf<{ key: string }>(
      database.superuserUrl,
      `SELECT ${key} AS key FROM ${table} WHERE partner_id = 2 LIMIT ${LOOKED_UP}`,
    );
    const unsaved = Array.from({ length: KEYS - saved.length }, (_key, n) => `key-${n}`);
    const plan = await planOf(lookUp, [[...saved.map(({ key: text }) => text), ...unsaved]]);
    const { searches, rows } = workOf(plan, `${table}_pkey`);
    expect(searches).toBeGreaterThan(0);
    expect(searches).toBeLessThanOrEqual(KEYS);
    expect(rows).toBe(LOOKED_UP);
    expect(workOf(plan, '')).toEqual({ searches, rows });
  });

  it('has one batch read for each one asked for', async () => {
    const batches = await rowsOf<{ id: string }>(
      database.superuserUrl,
      `SELECT id FROM batches WHERE partner_id = 2 LIMIT ${LOOKED_UP}`,
    );
    const plan = await planOf(SELECT_BATCHES, [batches.map(({ id }) => id)]);
    const { searches, rows } = workOf(plan, 'batches');
    expect(searches).toBeLessThanOrEqual(LOOKED_UP);
    expect(rows).toBe(LOOKED_UP);
  });

  it.each([
    ['to claim a shard of it', CLAIM_SHARD, (id: string) => [id, 0]],
    ['to show it', SELECT_HEAD, (_id: string, statusCheckId: string) => [statusCheckId, ['clients']]],
  ])('has one batch read %s', async (_, statement, given) => {
    const [batch] = await rowsOf<{ id: string; status_check_id: string }>(
      database.superuserUrl,
      'SELECT id, status_check_id FROM batches WHERE partner_id = 2 LIMIT 1',
    );
    const plan = await planOf(statement, given(batch?.id ?? '', batch?.status_check_id ?? ''));
    expect(workOf(plan, 'batches')).toEqual({ searches: 1, rows: 1 });
  });
});
