import type pg from 'pg';
import { claim, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { connected, rowsOf } from '../support/sql';
import { EXPECTED_RELATIONS } from './catalogs/expected-relations';

/** Every table and view that holds a partner's data, and one statement that would write into it. */
const WRITES: Readonly<Record<string, string>> = {
  batches: `INSERT INTO batches (partner_id, status_check_id, record_kind, item_count) VALUES ($1, gen_random_uuid(), 'clients', 1)`,
  shards: `INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on) VALUES ($1, 1, 9, 0, 1, 'clients', now())`,
  shard_payloads: `INSERT INTO shard_payloads (partner_id, batch_id, shard_no, accepted_on, encoding, payload) VALUES ($1, 1, 9, now(), 0, '')`,
  idempotency_keys: `INSERT INTO idempotency_keys (partner_id, idempotency_key, record_kind, body_sha256, status_check_id, uri_prefix) VALUES ($1, 'k', 'clients', '', gen_random_uuid(), '')`,
  own_item_results: `INSERT INTO own_item_results (partner_id, batch_id, item_index, accepted_on, state) VALUES ($1, 1, 999, now(), 'Failed')`,
  own_partner_clients: `INSERT INTO own_partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index) VALUES ($1, 'forged', now(), 'LLC', 1, 0)`,
  item_results: `INSERT INTO item_results (partner_id, batch_id, item_index, accepted_on, state) VALUES ($1, 1, 999, now(), 'Failed')`,
  own_revenue_claims: `INSERT INTO own_revenue_claims (partner_id, unique_reference, partner_client_id, currency, period_granularity, period_from, period_start, period_end, total_amount, transaction_count, batch_id, item_index) VALUES ($1, 'forged', 'own-0', 'GBP', 'day', now(), now(), now(), 1, 1, 1, 0)`,
  revenue_claims: `INSERT INTO revenue_claims (partner_id, unique_reference, partner_client_id, currency, period_granularity, period_from, period_start, period_end, total_amount, transaction_count, batch_id, item_index) VALUES ($1, 'forged', 'own-0', 'GBP', 'day', now(), now(), now(), 1, 1, 1, 0)`,
  partner_clients: `INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index) VALUES ($1, 'forged', now(), 'LLC', 1, 0)`,
};
/** Of all that there is: what the role may read, and what it may not. */
const NAMES = Object.keys(EXPECTED_RELATIONS).filter((name) => EXPECTED_RELATIONS[name]?.kind !== 'sequence');
const isReadable = (name: string): boolean =>
  EXPECTED_RELATIONS[name]?.grants?.some((grant) => /^partner_path: .*\bSELECT\b/.test(grant)) ?? false;
/** The list of applied migrations says nothing of anybody. */
const READABLE = NAMES.filter((name) => isReadable(name) && name !== 'migrations');
const UNREADABLE = NAMES.filter((name) => !isReadable(name));

describe('the application’s database role', () => {
  let service: Service;
  let idOfA: string;
  let idOfB: string;

  beforeAll(async () => {
    service = await startService();
    for (const partner of service.partners) {
      const accepted = await partner.submitClients(clients('own', 3), { 'idempotency-key': 'key-1' });
      await partner.decided(accepted);
      const { currency } = partner.credentials;
      await partner.decideAtOnce([clientWith('own with claim', [claim('own', { currency })])]);
    }
    const rows = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM partners ORDER BY currency DESC',
    );
    [idOfA, idOfB] = rows.map(({ id }) => id) as [string, string];
  });
  afterAll(() => service.stop());

  /** Runs `work` in a transaction for `partner` (null: none is set), which is rolled back. */
  async function asPartner<T>(
    partner: string | null,
    work: (connection: pg.Client) => Promise<T>,
  ): Promise<T> {
    return connected(service.partnerPathUrl, async (connection) => {
      await connection.query('BEGIN');
      if (partner !== null) await connection.query(`SELECT set_config('app.partner', $1, true)`, [partner]);
      return work(connection);
    });
  }

  const count = async (connection: pg.Client, from: string): Promise<number> =>
    (await connection.query<{ count: number }>(`SELECT count(*)::int FROM ${from}`)).rows[0]?.count ?? -1;

  it('has a table or view to try for everything that it may write into', () => {
    const writable = NAMES.filter((name) =>
      EXPECTED_RELATIONS[name]?.grants?.some((grant) => /^partner_path: .*\bINSERT\b/.test(grant)),
    );
    expect(Object.keys(WRITES).sort()).toEqual(writable.sort());
  });

  it.each(READABLE)('sees no row of %s while no partner is set', async (table) => {
    expect(await asPartner(null, (connection) => count(connection, table))).toBe(0);
  });

  it.each(READABLE)('sees rows of %s for the partner that is set, and none of another', async (table) => {
    const owner = table === 'partners' ? 'id' : 'partner_id';
    const [own, others] = await asPartner(idOfA, async (connection) => [
      await count(connection, `${table} WHERE ${owner} = ${idOfA}`),
      await count(connection, `${table} WHERE ${owner} <> ${idOfA}`),
    ]);
    expect(own).toBeGreaterThan(0);
    expect(others).toBe(0);
  });

  it.each(UNREADABLE)('may not read %s itself', async (table) => {
    await expect(asPartner(idOfA, (connection) => count(connection, table))).rejects.toThrow(
      /permission denied/,
    );
  });

  it.each(Object.entries(WRITES))('may not write into %s for another partner', async (_, statement) => {
    await expect(asPartner(idOfA, (connection) => connection.query(statement, [idOfB]))).rejects.toThrow(
      /row-level security|check option|permission denied/,
    );
  });

  it.each(Object.entries(WRITES))(
    'may write nothing into %s while no partner is set',
    async (_, statement) => {
      await expect(asPartner(null, (connection) => connection.query(statement, [idOfA]))).rejects.toThrow(
        /row-level security|check option|permission denied/,
      );
    },
  );

  it.each([
    ['item_results', 'batch_id, item_index, accepted_on, state', '1\t5\t2026-01-01\tFailed'],
    [
      'partner_clients',
      'partner_client_id, client_start_date, entity_type, batch_id, item_index',
      'k\t2020-01-01\tLLC\t1\t0',
    ],
    [
      'revenue_claims',
      'unique_reference, partner_client_id, currency, period_granularity, period_from, period_start, period_end, total_amount, transaction_count, batch_id, item_index',
      'k\town-0\tGBP\tday\t2025-01-01\t2025-01-01\t2025-01-02\t1\t1\t1\t0',
    ],
  ])(
    'may not COPY into %s while no partner is set, or name a partner in COPY',
    async (table, columns, line) => {
      const attempt = (partner: string | null, into: string, text: string): Promise<unknown> =>
        asPartner(partner, async (connection) => {
          const { from } = await import('pg-copy-streams');
          const stream = connection.query(from(`COPY ${table} (${into}) FROM STDIN`));
          await new Promise((resolve, reject) => {
            stream.on('finish', resolve).on('error', reject);
            stream.end(`${text}\n`);
          });
        });
      await expect(attempt(null, columns, line)).rejects.toThrow(
        /null value in column "partner_id"|no partition/,
      );
      await expect(attempt(idOfA, `partner_id, ${columns}`, `${idOfB}\t${line}`)).rejects.toThrow(
        /permission denied/,
      );
    },
  );

  it.each([
    'UPDATE own_partner_clients SET entity_type = $1',
    'DELETE FROM own_item_results WHERE key = $1',
    'UPDATE batches SET item_count = length($1)',
    'DELETE FROM shards WHERE shard_no::text = $1',
  ])('may not change what has been written: %s', async (statement) => {
    await expect(asPartner(idOfA, (connection) => connection.query(statement, ['x']))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('forgets the partner at the end of the transaction', async () => {
    const [first, second] = await connected(service.partnerPathUrl, async (connection) => {
      await connection.query('BEGIN');
      await connection.query(`SELECT set_config('app.partner', $1, true)`, [idOfA]);
      const inside = await count(connection, 'batches');
      await connection.query('COMMIT');
      return [inside, await count(connection, 'batches')];
    });
    expect([first, second]).toEqual([2, 0]);
  });
});
