import { DataSource } from 'typeorm';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import {
  type FindLost,
  type FindRoom,
  type HandedOutPage,
  HandOut,
  type HandOutLimits,
  type ReleasedShard,
} from '../../libs/persistence/src/release/hand-out';
import { whileHeld } from '../support/locks';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

const LIMITS: HandOutLimits = {
  shardsPerPartner: 3,
  itemsPerPartner: 20_000,
  graceMs: 2_000,
  leaseMs: 60_000,
};
const none: FindLost = () => Promise.resolve([]);
const all: FindLost = (suspects) => Promise.resolve(suspects.map(({ shard }) => shard));
const roomy: FindRoom = (itemCounts) => Promise.resolve(itemCounts.map(() => true));
const crowded: FindRoom = (itemCounts) => Promise.resolve(itemCounts.map(() => false));
const EVERYBODY = { after: '0', partners: 100, shards: 100 };

describe('handing out', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;
  let handOut: HandOut;
  let a: string;
  let b: string;

  beforeAll(async () => {
    const servers = sharedServers();
    database = await createServiceDatabase(servers);
    const url = withLogin(database.ownerUrl, 'release', servers.secrets['releasePassword'] ?? '');
    dataSource = await new DataSource(dataSourceOptions('test', url, 2)).initialize();
    handOut = new HandOut(dataSource);
    const partners = await rowsOf<{ id: string }>(database.ownerUrl, 'SELECT id FROM partners ORDER BY id');
    [a, b] = partners.map(({ id }) => id) as [string, string];
  });
  beforeEach(() => rowsOf(database.ownerUrl, 'TRUNCATE batches CASCADE'));
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** A batch with one shard for each number of items; returns its id. */
  async function batch(partner: string, items: number[], kind = 'clients'): Promise<string> {
    const [row] = await rowsOf<{ id: string }>(
      database.ownerUrl,
      `WITH batch AS (
         INSERT INTO batches (partner_id, status_check_id, record_kind, item_count)
         VALUES ($1, gen_random_uuid(), $2, 1) RETURNING id
       ), heads AS (
         INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on)
         SELECT $1, batch.id, n - 1, 0, items, $2, now() FROM batch, unnest($3::int[]) WITH ORDINALITY AS s (items, n)
       )
       SELECT id FROM batch`,
      [partner, kind, items],
    );
    return row?.id ?? '';
  }
  const named = (shards: readonly ReleasedShard[] = []): string[] =>
    shards.map(
      ({ partnerId, batchId, shardNo, attempt }) =>
        `${partnerId === a ? 'a' : 'b'}/${batchId}/${shardNo} #${attempt}`,
    );
  const next = (findLost: FindLost, findRoom = roomy, page = EVERYBODY): Promise<HandedOutPage | null> =>
    handOut.ofPage(page, LIMITS, { findLost, findRoom });
  const handedOut = async (findLost: FindLost = none): Promise<string[]> =>
    named((await next(findLost))?.shards);
  const released = (seconds: number): Promise<unknown> =>
    rowsOf(database.ownerUrl, `UPDATE shards SET released_at = now() - $1 * interval '1 second'`, [seconds]);

  it('takes turns between partners, oldest batches first, each up to its window', async () => {
    const first = await batch(a, [1, 1, 1, 1]);
    const second = await batch(b, [1]);
    expect(await handedOut()).toEqual([
      `a/${first}/0 #1`,
      `b/${second}/0 #1`,
      `a/${first}/1 #1`,
      `a/${first}/2 #1`,
    ]);
    expect(await handedOut()).toEqual([]);
  });

  it('goes on when something of the window has been decided', async () => {
    const id = await batch(a, [1, 1, 1, 1]);
    await handedOut();
    await rowsOf(database.ownerUrl, 'UPDATE shards SET decided_at = now() WHERE shard_no = 1');
    expect(await handedOut()).toEqual([`a/${id}/3 #1`]);
  });

  it('bounds the items of a partner, but always lets one shard through', async () => {
    const id = await batch(a, [30_000, 5_000]);
    const other = await batch(b, [15_000, 5_000, 5_000]);
    expect(await handedOut()).toEqual([`a/${id}/0 #1`, `b/${other}/0 #1`, `b/${other}/1 #1`]);
  });

  it('holds claims back while clients that came before them are undecided, and no longer', async () => {
    const before = await batch(a, [1]);
    const claims = await batch(a, [1], 'revenue-claims');
    const after = await batch(a, [1]);
    expect(await handedOut()).toEqual([`a/${before}/0 #1`, `a/${after}/0 #1`]);
    await rowsOf(database.ownerUrl, 'UPDATE shards SET decided_at = now() WHERE batch_id = $1', [before]);
    expect(await handedOut()).toEqual([`a/${claims}/0 #1`]);
  });

  it('gives out again what is lost, counting the attempt, and only after a time that doubles', async () => {
    const id = await batch(a, [1]);
    await handedOut();
    expect(await handedOut(all)).toEqual([]);
    await released(3);
    expect(await handedOut(none)).toEqual([]);
    expect(await handedOut(all)).toEqual([`a/${id}/0 #2`]);
    await released(3);
    expect(await handedOut(all)).toEqual([]);
    await released(5);
    expect(await handedOut(all)).toEqual([`a/${id}/0 #3`]);
  });

  it('calls a shard overdue after the lease', async () => {
    await batch(a, [1]);
    await handedOut();
    await released(61);
    const asked: boolean[] = [];
    await next((suspects) => {
      asked.push(...suspects.map(({ overdue }) => overdue));
      return Promise.resolve([]);
    });
    expect(asked).toEqual([true]);
  });

  it('takes back what the queue did not take, so that it has been no attempt', async () => {
    const id = await batch(a, [1]);
    const outcome = await next(none);
    await handOut.takeBack(outcome?.shards ?? []);
    expect(await handedOut()).toEqual([`a/${id}/0 #1`]);
  });

  it('passes over a shard that is being decided, without waiting', async () => {
    await batch(a, [1]);
    await handedOut();
    await released(3);
    const meanwhile = await whileHeld(database.ownerUrl, ['SELECT * FROM shards FOR UPDATE'], () =>
      handedOut(all),
    );
    expect(meanwhile).toEqual([]);
  });

  it('is done by one process at a time', async () => {
    await batch(a, [1]);
    const meanwhile = await whileHeld(database.ownerUrl, ['SELECT pg_advisory_xact_lock(7203001)'], () =>
      Promise.all([next(none), handOut.ofPartners([a], LIMITS, roomy)]),
    );
    expect(meanwhile).toEqual([null, null]);
  });

  it('looks at partners that are named, and at nobody else', async () => {
    const [first] = [await batch(a, [1, 1]), await batch(b, [1])];
    expect(named((await handOut.ofPartners([a], LIMITS, roomy))?.shards)).toEqual([
      `a/${first}/0 #1`,
      `a/${first}/1 #1`,
    ]);
    expect(await handOut.ofPartners([a], LIMITS, roomy)).toEqual({ shards: [], recovered: 0 });
  });

  it('hands out the first shard of everybody into a crowded queue, and more as there is room', async () => {
    const [first, second] = [await batch(a, [1, 600, 1]), await batch(b, [1])];
    const page = await next(none, crowded);
    expect(named(page?.shards)).toEqual([`a/${first}/0 #1`, `b/${second}/0 #1`]);
    const asked: number[][] = [];
    const more = await next(none, (itemCounts) => {
      asked.push([...itemCounts]);
      return Promise.resolve(itemCounts.map((itemCount) => itemCount < 500));
    });
    expect([named(more?.shards), asked]).toEqual([[`a/${first}/2 #1`], [[600, 1]]]);
  });

  it('goes through all partners page by page, and tells where to go on, also where nothing is to be done', async () => {
    const [first, second] = [await batch(a, [1, 1, 1]), await batch(b, [1])];
    const page = { after: '0', partners: 1, shards: 2 };
    const one = await next(none, roomy, page);
    expect([named(one?.shards), one?.nextAfter]).toEqual([[`a/${first}/0 #1`, `a/${first}/1 #1`], a]);
    expect((await next(none, roomy, page))?.nextAfter).toBe(a);
    expect(await next(none, roomy, page)).toEqual({ shards: [], recovered: 0, nextAfter: a });
    const other = await next(none, roomy, { ...page, after: a });
    expect([named(other?.shards), other?.nextAfter]).toEqual([[`b/${second}/0 #1`], b]);
    expect(await next(none, roomy, { ...page, after: b })).toEqual({
      shards: [],
      recovered: 0,
      nextAfter: null,
    });
  });
});
