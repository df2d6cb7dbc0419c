import { DataSource } from 'typeorm';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { DashboardPath } from '../../libs/persistence/src/connections/dashboard-paths';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { SumVolumes, type VolumePeriod } from '../../libs/persistence/src/overview/sum-volumes';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

describe('the volumes of a partner', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;
  let volumes: SumVolumes;
  let partner: string;
  beforeAll(async () => {
    const servers = sharedServers();
    database = await createServiceDatabase(servers);
    const url = withLogin(database.ownerUrl, 'dashboard', servers.secrets['dashboardRolePassword'] ?? '');
    dataSource = await new DataSource(dataSourceOptions('test', url, 2)).initialize();
    volumes = new SumVolumes(new DashboardPath(dataSource));
    const [first] = await rowsOf<{ id: string }>(database.ownerUrl, 'SELECT id FROM partners ORDER BY id');
    partner = first?.id ?? '';
  });
  beforeEach(() => rowsOf(database.ownerUrl, 'TRUNCATE batches CASCADE'));
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** Batches of two items, one of which failed, and the next one a moment after the one before. */
  async function batches(ageS: number, count = 1): Promise<void> {
    await rowsOf(
      database.ownerUrl,
      `WITH batch AS (
         INSERT INTO batches (partner_id, status_check_id, record_kind, item_count, created_at)
         SELECT $1, gen_random_uuid(), 'clients', 2, now() - $2 * interval '1 second' + n * interval '1 ms'
         FROM generate_series(1, $3::int) AS n RETURNING id
       )
       INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on, decided_at,
         completed, duplicate, conflict, failed)
       SELECT $1, id, 0, 0, 2, 'clients', now(), now(), 1, 0, 0, 1 FROM batch`,
      [partner, ageS, count],
    );
  }

  async function summed(period: VolumePeriod) {
    const { slices, bounded } = await volumes.of(partner, period);
    const sum = (of: (slice: (typeof slices)[number]) => number): number =>
      slices.reduce((all, slice) => all + of(slice), 0);
    const ageS = slices[0] === undefined ? 0 : (Date.now() - slices[0].from.getTime()) / 1000;
    return {
      bounded,
      batches: sum((slice) => slice.batches),
      items: sum((slice) => slice.items),
      failed: sum(({ counts }) => counts.Failed),
      hours: Math.round(ageS / HOUR_S),
    };
  }

  it('are those of the time that is asked for, whole, and of no other', async () => {
    for (const ageS of [30 * DAY_S, 3 * DAY_S, 2 * HOUR_S, 600]) await batches(ageS);
    const whole = (count: number, hours: number) => ({
      bounded: false,
      batches: count,
      items: 2 * count,
      failed: count,
      hours,
    });
    expect(await summed('hour')).toEqual(whole(1, 1));
    expect(await summed('day')).toEqual(whole(2, 24));
    expect(await summed('week')).toEqual(whole(3, 7 * 24));
    expect(await summed('newest')).toEqual(whole(4, 30 * 24));
  });

  it('are in the part of the time in which they were sent', async () => {
    await batches(DAY_S - 60);
    await batches(60, 3);
    const { slices } = await volumes.of(partner, 'day');
    expect([slices.length, slices[0]?.batches, slices.at(-1)?.batches]).toEqual([48, 1, 3]);
  });

  it('are none where nothing was sent in that time', async () => {
    expect((await volumes.of(partner, 'newest')).slices).toEqual([]);
    await batches(2 * HOUR_S);
    expect(await volumes.of(partner, 'hour')).toEqual({ slices: [], bounded: false });
  });

  it('are those of the newest ten thousand batches where there are more, and say so', async () => {
    await batches(5 * HOUR_S, 5_000);
    await batches(2 * HOUR_S, 5_001);
    expect(await summed('hour')).toMatchObject({ batches: 0, bounded: false });
    expect(await summed('day')).toMatchObject({ batches: 10_000, bounded: true, failed: 10_000, hours: 5 });
    expect(await summed('newest')).toMatchObject({ batches: 1_000, bounded: true, hours: 2 });
  });
});
