import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { type Statement } from '../../libs/persistence/src/connections/statement';
import { runTransaction } from '../../libs/persistence/src/connections/transaction';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

const statement = (name: string, text: string): Statement => ({ name, text });
const INSERT = statement('insert_note', 'INSERT INTO notes (id, text) VALUES ($1, $2)');
const COUNT = statement('count_notes', 'SELECT count(*)::int AS count FROM notes');
const COPY = 'COPY notes (id, text) FROM STDIN';
const NOTHING_SET: never[] = [];

describe('a pipelined transaction', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    await rowsOf(database.ownerUrl, 'CREATE TABLE notes (id int PRIMARY KEY, text text)');
    // One connection only: whatever a transaction leaves behind, the next one meets.
    dataSource = await new DataSource(dataSourceOptions('test', database.ownerUrl, 1)).initialize();
  });
  beforeEach(() => rowsOf(database.ownerUrl, 'TRUNCATE notes'));
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const committed = async (): Promise<number[]> =>
    (await rowsOf<{ id: number }>(database.ownerUrl, 'SELECT id FROM notes ORDER BY id')).map(({ id }) => id);

  it('commits statements that were left unawaited until the commit', async () => {
    await runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.commit(transaction.query(INSERT, [1, 'a']), transaction.query(INSERT, [2, 'b']));
    });
    expect(await committed()).toEqual([1, 2]);
  });

  it('runs its opening before anything else, and only for itself', async () => {
    const set = {
      statement: statement('set_test', `SELECT set_config('app.test', $1, true)`),
      values: ['x'],
    };
    const get = statement('get_test', `SELECT current_setting('app.test', true) AS value`);
    const inside = await runTransaction(dataSource, [set], (transaction) => transaction.query(get, []));
    const after = await runTransaction(dataSource, NOTHING_SET, (transaction) => transaction.query(get, []));
    expect([inside, after]).toEqual([[{ value: 'x' }], [{ value: '' }]]);
  });

  it('keeps nothing when a statement in the middle of the pipeline fails, and throws its error', async () => {
    const failing = runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.commit(
        transaction.query(INSERT, [1, 'a']),
        transaction.query(INSERT, [1, 'again']),
        transaction.query(INSERT, [2, 'b']),
      );
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await committed()).toEqual([]);
  });

  it('throws the error of its opening when that is what failed', async () => {
    const opening = {
      statement: statement('broken', `SELECT set_config('no such setting', $1, true)`),
      values: ['x'],
    };
    const failing = runTransaction(dataSource, [opening], (transaction) => transaction.query(COUNT, []));
    await expect(failing).rejects.toThrow();
    expect(await runTransaction(dataSource, NOTHING_SET, (t) => t.query(COUNT, []))).toEqual([{ count: 0 }]);
  });

  it('copies after statements that are still under way, and goes on pipelined afterwards', async () => {
    await runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      const before = transaction.query(INSERT, [1, 'before']);
      await transaction.copy(COPY, ['2\tb\n3\tc\n', '4\td\n']);
      await transaction.commit(before, transaction.query(INSERT, [5, 'after']));
    });
    expect(await committed()).toEqual([1, 2, 3, 4, 5]);
  });

  it('undoes a failed copy alone when it ran under a savepoint', async () => {
    await runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.query(INSERT, [1, 'a']);
      const copied = transaction.savepoint(() => transaction.copy(COPY, ['2\tb\n', '1\tcollides\n']));
      await expect(copied).rejects.toMatchObject({ code: '23505' });
      await transaction.query(INSERT, [3, 'c']);
    });
    expect(await committed()).toEqual([1, 3]);
  });

  it('undoes everything when a copy fails outside of a savepoint', async () => {
    const failing = runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.query(INSERT, [1, 'a']);
      await transaction.copy(COPY, ['1\tcollides\n']);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await committed()).toEqual([]);
  });

  it('ends a copy whose lines cannot be made, and leaves a usable connection', async () => {
    function* broken(): Generator<string> {
      yield '1\ta\n';
      throw new Error('no more lines');
    }
    const failing = runTransaction(dataSource, NOTHING_SET, (transaction) =>
      transaction.copy(COPY, broken()),
    );
    await expect(failing).rejects.toThrow('no more lines');
    await runTransaction(dataSource, NOTHING_SET, (transaction) => transaction.query(INSERT, [9, 'next']));
    expect(await committed()).toEqual([9]);
  });

  it('rolls back when the work throws, and serves the next transaction on the same connection', async () => {
    const failing = runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.query(INSERT, [1, 'a']);
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    await runTransaction(dataSource, NOTHING_SET, (transaction) => transaction.query(INSERT, [2, 'b']));
    expect(await committed()).toEqual([2]);
  });

  it('gives a new connection to the next transaction when the server ended the old one', async () => {
    const failing = runTransaction(dataSource, NOTHING_SET, async (transaction) => {
      await transaction.query(INSERT, [1, 'a']);
      await rowsOf(
        database.superuserUrl,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
      await transaction.commit(transaction.query(INSERT, [2, 'b']));
    });
    await expect(failing).rejects.toThrow();
    await runTransaction(dataSource, NOTHING_SET, (transaction) => transaction.query(INSERT, [3, 'c']));
    expect(await committed()).toEqual([3]);
  });
});
