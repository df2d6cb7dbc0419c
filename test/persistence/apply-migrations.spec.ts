import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { ownerDataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { migrations } from '../../libs/persistence/src/migrations';
import { applyMigrations } from '../../libs/persistence/src/schema/apply-migrations';
import { whileHeld } from '../support/locks';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

/** Short, so that several tries fit into a test; what a reader may wait in between is far above it, on a busy machine too. */
const TIMES = { lockTimeoutMs: 100, pauseMs: 50, giveUpMs: 30_000 };
const READ_WITHIN_MS = 3_000;
const TRIES = 3;

/** Takes a lock that lets nobody read meanwhile. */
class WithColumn1999000000001 implements MigrationInterface {
  name = 'WithColumn1999000000001';
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE made_before_the_lock (id int)');
    await queryRunner.query('ALTER TABLE partners ADD COLUMN more int');
  }
  down(): Promise<void> {
    throw new Error('not undone here');
  }
}

describe('migrating', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createServiceDatabase(sharedServers());
    dataSource = await new DataSource({
      ...ownerDataSourceOptions(database.ownerUrl),
      migrations: [...migrations, WithColumn1999000000001],
    }).initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const isThere = async (relation: string): Promise<boolean> =>
    (await rowsOf(database.ownerUrl, 'SELECT 1 WHERE to_regclass($1) IS NOT NULL', [relation])).length > 0;

  it('is on connections of which the server notices within a minute that their process has gone', async () => {
    const limits = `SELECT current_setting('idle_in_transaction_session_timeout') AS idle,
      current_setting('client_connection_check_interval') AS running, current_setting('tcp_keepalives_idle') AS silent`;
    expect(await dataSource.query(limits)).toEqual([{ idle: '1min', running: '10s', silent: '30' }]);
  });

  it('steps back from a lock that it does not get, so that nobody waits behind it, and is done when the way is free', async () => {
    const said: string[] = [];
    let applying: Promise<string[]> | undefined;
    await whileHeld(database.ownerUrl, ['LOCK TABLE partners IN ACCESS SHARE MODE'], () =>
      connected(database.ownerUrl, async (reader) => {
        await reader.query(`SET lock_timeout = ${READ_WITHIN_MS}`);
        applying = applyMigrations(dataSource, (sentence) => said.push(sentence), TIMES);
        const haveTried = async (): Promise<boolean> => {
          await reader.query('SELECT count(*) FROM partners');
          return said.length >= TRIES;
        };
        expect(await waitUntil(haveTried, { withinMs: 20_000, everyMs: 5 })).toBe(true);
        expect(await isThere('made_before_the_lock')).toBe(false);
      }),
    );
    expect(await applying).toEqual(['WithColumn1999000000001']);
    expect(said[0]).toMatch(/^WithColumn1999000000001 did not get a lock, and steps back; the next try/);
    expect(said.at(-1)).toBe('applied WithColumn1999000000001');
    expect(await isThere('made_before_the_lock')).toBe(true);
  });

  it('gives up at last, with PostgreSQL’s reason, and leaves nothing half done', async () => {
    await whileHeld(database.ownerUrl, ['LOCK TABLE partners IN ACCESS SHARE MODE'], async () => {
      const applying = applyMigrations(dataSource, () => undefined, { ...TIMES, giveUpMs: 0 });
      await expect(applying).rejects.toThrow('canceling statement due to lock timeout');
    });
    expect(await isThere('made_before_the_lock')).toBe(false);
    const left = await dataSource.query<{ lock_timeout: string }[]>('SHOW lock_timeout');
    expect(left).toEqual([{ lock_timeout: '0' }]);
  });

  it('is done by one process at a time: the other one waits, and finds nothing left to do', async () => {
    const other = await new DataSource({ ...dataSource.options }).initialize();
    try {
      const said: string[] = [];
      const applied = await Promise.all(
        [dataSource, other].map((each) => applyMigrations(each, (sentence) => said.push(sentence), TIMES)),
      );
      expect(applied.flat()).toEqual(['WithColumn1999000000001']);
      expect(said).toContain('another process is migrating this database; waiting for it');
    } finally {
      await other.destroy();
    }
  });
});
