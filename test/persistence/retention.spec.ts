import { DataSource } from 'typeorm';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { DropExpiredPartition } from '../../libs/persistence/src/retention/drop-expired-partition';
import { ForgetIdempotencyKeys } from '../../libs/persistence/src/retention/forget-idempotency-keys';
import { ageBatch } from '../support/aged-batch';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

const KEEP_DAYS = 90;
const WAIT_MS = 200;
/** The end of its week is then more than KEEP_DAYS ago, whatever day of the week it is today. */
const OVER_DAYS = 97;

describe('the time for which data is kept', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;
  let partitions: DropExpiredPartition;
  let releaseUrl: string;

  beforeAll(async () => {
    const servers = sharedServers();
    database = await createServiceDatabase(servers);
    releaseUrl = withLogin(database.ownerUrl, 'release', servers.secrets['releasePassword'] ?? '');
    dataSource = await new DataSource(dataSourceOptions('test', releaseUrl, 2)).initialize();
    partitions = new DropExpiredPartition(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await rowsOf(database.ownerUrl, 'TRUNCATE batches, item_results, shard_payloads CASCADE');
    while ((await partitions.next(7, WAIT_MS)).outcome === 'dropped');
  });

  /** A batch of one shard that was accepted so many days ago; gives the partitions of its week. */
  async function oldBatch(daysAgo: number, decided: boolean) {
    const [row] = await rowsOf<{ id: string }>(
      database.ownerUrl,
      `WITH batch AS (
         INSERT INTO batches (partner_id, status_check_id, record_kind, item_count)
         SELECT min(id), gen_random_uuid(), 'clients', 1 FROM partners RETURNING partner_id, id, status_check_id, accepted_on
       ), payload AS (
         INSERT INTO shard_payloads (partner_id, batch_id, shard_no, accepted_on, encoding, payload)
         SELECT partner_id, id, 0, accepted_on, 0, '{}' FROM batch
       ), result AS (
         INSERT INTO item_results (partner_id, batch_id, item_index, accepted_on, state)
         SELECT partner_id, id, 0, accepted_on, 'Completed' FROM batch
       ), head AS (
         INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on, decided_at)
         SELECT partner_id, id, 0, 0, 1, 'clients', accepted_on, CASE WHEN $1 THEN now() END FROM batch
       )
       SELECT status_check_id AS id FROM batch`,
      [decided],
    );
    return ageBatch(database.ownerUrl, row?.id ?? '', daysAgo);
  }
  const next = () => partitions.next(KEEP_DAYS, WAIT_MS);

  it('ends for a week at a time: payload first, then results, the oldest week before the others', async () => {
    const [old, older] = [await oldBatch(OVER_DAYS, true), await oldBatch(OVER_DAYS + 7, true)];
    const young = await oldBatch(KEEP_DAYS - 1, true);
    for (const partition of [older.payloads, older.results, old.payloads, old.results])
      expect(await next()).toEqual({ outcome: 'dropped', partition });
    expect(await next()).toEqual({ outcome: 'nothing' });
    const left = await rowsOf<{ at: string }>(
      database.ownerUrl,
      'SELECT tableoid::regclass::text AS at FROM shard_payloads UNION SELECT tableoid::regclass::text FROM item_results ORDER BY 1 DESC',
    );
    expect(left.map(({ at }) => at)).toEqual([young.payloads, young.results]);
  });

  it('ends on the first day on which all of the week is so old, and on no day before', async () => {
    // Of the week that ended last, whatever day it is today: its last day is `past` days ago.
    const [day] = await rowsOf<{ past: number }>(
      database.ownerUrl,
      `SELECT extract(isodow FROM now() AT TIME ZONE 'UTC')::int AS past`,
    );
    const past = day?.past ?? 0;
    const week = await oldBatch(past + 28, true);
    const endedDaysAgo = past + 28 - 1;
    expect(await partitions.next(endedDaysAgo + 1, WAIT_MS)).toEqual({ outcome: 'nothing' });
    expect(await partitions.next(endedDaysAgo, WAIT_MS)).toEqual({
      outcome: 'dropped',
      partition: week.payloads,
    });
  });

  it('does not end while a shard of the week is undecided, and does so for other weeks', async () => {
    const [held, free] = [await oldBatch(OVER_DAYS + 7, false), await oldBatch(OVER_DAYS, true)];
    expect(await next()).toEqual({ outcome: 'dropped', partition: free.payloads });
    expect(await next()).toEqual({ outcome: 'dropped', partition: free.results });
    expect(await next()).toEqual({ outcome: 'held', partition: held.payloads });
    await rowsOf(database.ownerUrl, 'UPDATE shards SET decided_at = now()');
    expect(await next()).toEqual({ outcome: 'dropped', partition: held.payloads });
  });

  it('makes nobody wait for longer than it was told to, where somebody reads the table', async () => {
    const week = await oldBatch(OVER_DAYS, true);
    await connected(database.ownerUrl, async (reader) => {
      await reader.query('BEGIN');
      await reader.query('SELECT FROM shard_payloads');
      expect(await next()).toEqual({ outcome: 'busy' });
      await reader.query('COMMIT');
    });
    expect(await next()).toEqual({ outcome: 'dropped', partition: week.payloads });
  });

  it('is kept by one process at a time', async () => {
    const week = await oldBatch(OVER_DAYS, true);
    await connected(database.ownerUrl, async (other) => {
      await other.query(`SELECT pg_advisory_lock(hashtext('drop_expired_partition'))`);
      expect(await next()).toEqual({ outcome: 'nothing' });
      await other.query(`SELECT pg_advisory_unlock_all()`);
    });
    expect(await next()).toEqual({ outcome: 'dropped', partition: week.payloads });
  });

  it('has floors that the application’s role cannot go below', async () => {
    await oldBatch(OVER_DAYS, true);
    await expect(partitions.next(6, WAIT_MS)).rejects.toThrow('kept for 7 days at least');
    await expect(partitions.next(-1, WAIT_MS)).rejects.toThrow('kept for 7 days at least');
    await expect(new ForgetIdempotencyKeys(dataSource).some(23)).rejects.toThrow(
      'kept for 24 hours at least',
    );
    await expect(rowsOf(releaseUrl, 'DROP TABLE shard_payloads')).rejects.toThrow('must be owner');
    await expect(rowsOf(releaseUrl, 'DELETE FROM idempotency_keys')).rejects.toThrow('permission denied');
  });

  it('ends for idempotency keys in steps, the oldest first', async () => {
    const keys = new ForgetIdempotencyKeys(dataSource);
    await rowsOf(
      database.ownerUrl,
      `INSERT INTO idempotency_keys (partner_id, idempotency_key, record_kind, body_sha256, status_check_id, uri_prefix, created_at)
       SELECT p.id, 'key ' || n, 'clients', '', gen_random_uuid(), '/api/v1', now() - n * interval '10 seconds'
       FROM (SELECT min(id) AS id FROM partners) AS p, generate_series(1, 72000) AS n`,
    );
    const remaining = async (): Promise<number> => {
      const [row] = await rowsOf<{ n: number }>(
        database.ownerUrl,
        'SELECT count(*)::int AS n FROM idempotency_keys',
      );
      return row?.n ?? -1;
    };
    expect(await keys.some(168)).toEqual({ forgotten: 10_000, more: true });
    // 168 hours are 60,480 times 10 seconds.
    const last = await keys.some(168);
    expect(last.more).toBe(false);
    expect(await remaining()).toBe(72_000 - 10_000 - last.forgotten);
    const [youngest] = await rowsOf<{ hours: number }>(
      database.ownerUrl,
      `SELECT extract(epoch FROM now() - min(created_at))::float8 / 3600 AS hours FROM idempotency_keys`,
    );
    expect(youngest?.hours).toBeCloseTo(168, 1);
  });
});
