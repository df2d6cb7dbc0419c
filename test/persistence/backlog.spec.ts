import { DataSource } from 'typeorm';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { DashboardPath } from '../../libs/persistence/src/connections/dashboard-paths';
import { ReadBacklog } from '../../libs/persistence/src/overview/read-backlog';
import { Backlog, type BacklogNow } from '../../libs/persistence/src/release/backlog';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

/** A busy machine may take a while between two statements. */
const SLACK_S = 60;

describe('the backlog', () => {
  let database: ServiceDatabase;
  let dataSources: DataSource[];
  let backlog: Backlog;
  let byPartner: ReadBacklog;
  let a: string;
  let b: string;

  beforeAll(async () => {
    const servers = sharedServers();
    database = await createServiceDatabase(servers);
    const connected = (role: string, password: string): Promise<DataSource> => {
      const url = withLogin(database.ownerUrl, role, servers.secrets[password] ?? '');
      return new DataSource(dataSourceOptions('test', url, 2)).initialize();
    };
    const [release, dashboard] = await Promise.all([
      connected('release', 'releasePassword'),
      connected('dashboard', 'dashboardRolePassword'),
    ]);
    dataSources = [release, dashboard];
    backlog = new Backlog(release);
    byPartner = new ReadBacklog(new DashboardPath(dashboard));
    const partners = await rowsOf<{ id: string }>(database.ownerUrl, 'SELECT id FROM partners ORDER BY id');
    [a, b] = partners.map(({ id }) => id) as [string, string];
  });
  beforeEach(() => rowsOf(database.ownerUrl, 'TRUNCATE batches CASCADE'));
  afterAll(async () => {
    await Promise.all(dataSources.map((dataSource) => dataSource.destroy()));
    await database.drop();
  });

  /** A batch accepted so long ago, with a shard for each entry: how long ago it was decided, or null. */
  async function batch(partner: string, ageS: number, decidedS: readonly (number | null)[]): Promise<void> {
    await rowsOf(
      database.ownerUrl,
      `WITH batch AS (
         INSERT INTO batches (partner_id, status_check_id, record_kind, item_count, created_at)
         VALUES ($1, gen_random_uuid(), 'clients', 1, now() - $2 * interval '1 second') RETURNING id
       )
       INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on, decided_at)
       SELECT $1, batch.id, n - 1, 0, 10, 'clients', now(), now() - decided_s * interval '1 second'
       FROM batch, unnest($3::int[]) WITH ORDINALITY AS s (decided_s, n)`,
      [partner, ageS, decidedS],
    );
  }

  async function ages(): Promise<Pick<BacklogNow, 'oldestS' | 'stalledS'>> {
    const { oldestS, stalledS } = await backlog.read();
    return { oldestS: roughly(oldestS), stalledS: roughly(stalledS) };
  }
  /** To whole minutes down, so that what is older by a moment is the same. */
  const roughly = (seconds: number): number => Math.floor(seconds / SLACK_S) * SLACK_S;

  it('is nothing where everything is decided', async () => {
    await batch(a, 600, [300]);
    expect(await backlog.read()).toEqual({ shards: 0, items: 0, partners: 0, oldestS: 0, stalledS: 0 });
  });

  it('counts what waits, and knows the oldest batch of all', async () => {
    await batch(a, 600, [300, null, null]);
    await batch(b, 120, [null]);
    expect(await backlog.read()).toMatchObject({ shards: 3, items: 30, partners: 2 });
    expect((await ages()).oldestS).toBe(600);
  });

  it('does not take a partner for stalled whose shards are decided one after the other', async () => {
    await batch(a, 3600, [1200, 10, null, null]);
    expect(await ages()).toEqual({ oldestS: 3600, stalledS: 0 });
  });

  it('sees that a partner goes on also where a later shard was decided before the earlier ones', async () => {
    await batch(a, 3600, [20, 1200]);
    await batch(a, 3000, [null]);
    expect((await ages()).stalledS).toBe(0);
  });

  it('sees a stalled partner behind others that go on, since its last decision or since it was accepted', async () => {
    await batch(a, 3600, [5, null]);
    await batch(b, 1800, [900, null]);
    expect(await ages()).toEqual({ oldestS: 3600, stalledS: 900 });
    await batch(a, 600, [null]);
    await rowsOf(database.ownerUrl, 'DELETE FROM shards WHERE partner_id = $1', [b]);
    await batch(b, 1200, [null]);
    expect(await ages()).toEqual({ oldestS: 3600, stalledS: 1200 });
  });

  interface Line {
    readonly name: string;
    readonly oldestS: number;
    readonly unmovedS: number;
    readonly stalled: boolean;
  }
  async function lines(): Promise<readonly Line[]> {
    const ageOf = (since: Date): number => roughly((Date.now() - since.getTime()) / 1000);
    return (await byPartner.byPartner()).map(({ clientId, oldestSince, unmovedSince, stalled }) => ({
      name: clientId,
      oldestS: ageOf(oldestSince),
      unmovedS: ageOf(unmovedSince),
      stalled,
    }));
  }

  it('shows who is stalled before a partner that has waited longer and goes on', async () => {
    await batch(a, 3600, [5, null, null]);
    await batch(b, 900, [600, null]);
    const [stalled, goesOn] = await lines();
    expect(stalled).toMatchObject({ oldestS: 900, unmovedS: 600, stalled: true });
    expect(goesOn).toMatchObject({ oldestS: 3600, unmovedS: 0, stalled: false });
    expect(await byPartner.byPartner()).toMatchObject([
      { items: 10, shards: 1 },
      { items: 20, shards: 2 },
    ]);
  });

  it('shows those that are stalled by how long they have been, and the others by what has waited longest', async () => {
    await batch(a, 600, [null]);
    await batch(b, 3600, [300, null]);
    expect((await lines()).map(({ unmovedS }) => unmovedS)).toEqual([600, 300]);
    await rowsOf(database.ownerUrl, 'TRUNCATE batches CASCADE');
    await batch(a, 600, [70, null]);
    await batch(b, 1200, [5, null]);
    expect((await lines()).map(({ oldestS, stalled }) => [oldestS, stalled])).toEqual([
      [1200, false],
      [600, false],
    ]);
  });

  it('shows nobody where everything is decided', async () => {
    await batch(a, 600, [300]);
    expect(await lines()).toEqual([]);
  });
});
