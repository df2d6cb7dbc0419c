import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import {
  type Opening,
  runTransaction,
  type Transaction,
} from '../../libs/persistence/src/connections/transaction';
import { type Statement } from '../../libs/persistence/src/connections/statement';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

const CONNECTIONS = 4;
const TRANSACTIONS = 600;
const NONE: readonly Opening[] = [];

const SET: Statement = { name: 'set_partner', text: `SELECT set_config('app.partner', $1, true)` };
const ADD: Statement = {
  name: 'add_batch',
  text: `INSERT INTO batches (status_check_id, record_kind, item_count) VALUES ($1, 'clients', 1)`,
};
/** Which partners this transaction sees, and which one is set. */
const SEE: Statement = {
  name: 'see_partners',
  text: `SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS seen, coalesce(current_setting('app.partner', true), '') AS set,
           (SELECT count(DISTINCT partner_id)::int FROM batches) AS partners FROM partners`,
};
const FAIL: Statement = { name: 'fail', text: 'SELECT 1 / $1::int' };
const SLEEP: Statement = { name: 'sleep', text: 'SELECT pg_sleep($1::float8)' };
const SHORT: Statement = { name: 'shorten', text: `SELECT set_config('statement_timeout', $1, true)` };

interface Seen extends Record<string, unknown> {
  seen: string;
  set: string;
  partners: number;
}

/** How a transaction of a partner may end. */
const ENDS: Readonly<Record<string, (transaction: Transaction) => Promise<void>>> = {
  'is committed': async (transaction) => {
    await transaction.commit(transaction.query(ADD, [randomUUID()]));
  },
  'is rolled back': (transaction) => transaction.rollback(),
  'fails in the middle': async (transaction) => {
    await transaction.query(FAIL, [0]);
  },
  'fails in a statement that nobody waited for': async (transaction) => {
    await transaction.commit(transaction.query(FAIL, [0]), transaction.query(ADD, [randomUUID()]));
  },
  'has a statement cancelled': async (transaction) => {
    await transaction.query(SHORT, ['20']);
    await transaction.query(SLEEP, [10]);
  },
  'rolls back to a savepoint': async (transaction) => {
    const failed = transaction.savepoint(() => transaction.query(FAIL, [0]));
    await expect(failed).rejects.toThrow('division by zero');
    await transaction.query(ADD, [randomUUID()]);
  },
  'fails in COPY': (transaction) => transaction.copy('COPY partner_clients (batch_id) FROM STDIN', ['x\n']),
  'sets the partner again under a savepoint that fails': async (transaction) => {
    const failed = transaction.savepoint(async () => {
      await transaction.query(SET, ['0']);
      await transaction.query(FAIL, [0]);
    });
    await expect(failed).rejects.toThrow('division by zero');
  },
  'is given up by its work': () => Promise.reject(new Error('second thoughts')),
};

describe('the partner that a transaction is for', () => {
  let database: ServiceDatabase;
  let pool: DataSource;
  let ids: string[];

  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    // As the product's own, and small, so that every connection serves everybody.
    pool = await new DataSource(
      dataSourceOptions('partner-path', database.partnerPathUrl, CONNECTIONS),
    ).initialize();
    ids = (await rowsOf<{ id: string }>(database.ownerUrl, 'SELECT id FROM partners ORDER BY id')).map(
      ({ id }) => id,
    );
    for (const id of ids) await transactionOf(id, async (transaction) => ENDS['is committed']?.(transaction));
  });
  afterAll(async () => {
    await pool.destroy();
    await database.drop();
  });

  const transactionOf = <T>(partner: string, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    runTransaction(pool, [{ statement: SET, values: [partner] }], work);
  /** What a transaction sees that says nothing of a partner, on each of the pool's connections. */
  const seenByNobody = (): Promise<Seen[][]> =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, () =>
        runTransaction(pool, NONE, async (transaction) => {
          const [seen] = [await transaction.query<Seen>(SEE, []), await transaction.query(SLEEP, [0.02])];
          return seen;
        }),
      ),
    );
  const nobody = { seen: '', set: '', partners: 0 };

  it.each(Object.entries(ENDS))('is forgotten when the transaction %s', async (_, end) => {
    for (const id of ids) {
      // On all connections at once, so that whichever comes next has been through it.
      const ends = Array.from({ length: CONNECTIONS }, () =>
        transactionOf(id, async (transaction) => {
          expect(await transaction.query<Seen>(SEE, [])).toMatchObject([{ seen: id, set: id }]);
          await end(transaction);
        }),
      );
      await Promise.allSettled(ends);
      expect((await seenByNobody()).flat()).toEqual(Array.from({ length: CONNECTIONS }, () => nobody));
    }
  });

  it('is the only one that it sees, with all ends among one another on a small pool', async () => {
    const ends = Object.values(ENDS);
    let looked = 0;
    const one = async (n: number): Promise<void> => {
      const id = n % 3 === 2 ? null : (ids[n % 3] ?? '');
      const opening = id === null ? NONE : [{ statement: SET, values: [id] }];
      const work = async (transaction: Transaction): Promise<void> => {
        const [seen] = await transaction.query<Seen>(SEE, []);
        expect([n, seen]).toEqual([n, id === null ? nobody : { seen: id, set: id, partners: 1 }]);
        looked++;
        if (id !== null) await ends[n % ends.length]?.(transaction);
      };
      // The ends that fail are meant to; that they saw the right thing before is counted.
      await runTransaction(pool, opening, work).catch(() => undefined);
    };
    await Promise.all(Array.from({ length: TRANSACTIONS }, (_, n) => one(n)));
    expect(looked).toBe(TRANSACTIONS);
  });

  it('would leak if it were set for the session, which these tests would notice', async () => {
    const forTheSession: Statement = { name: 'leak', text: `SELECT set_config('app.partner', $1, false)` };
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () =>
        runTransaction(pool, NONE, async (transaction) => {
          await transaction.query(forTheSession, [ids[0]]);
          await transaction.query(SLEEP, [0.02]);
        }),
      ),
    );
    expect((await seenByNobody()).flat()).toContainEqual({ seen: ids[0], set: ids[0], partners: 1 });
  });
});
