import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { type Statement } from '../../libs/persistence/src/connections/statement';
import { runTransaction } from '../../libs/persistence/src/connections/transaction';
import { claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { Dashboard } from '../support/dashboard';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';
import { NoPgBouncer, type PgBouncer, startPgBouncer } from './pgbouncer';

/** Of PgBouncer to PostgreSQL, for each role. */
const CONNECTIONS = 2;
/** Of a pool of the service to PgBouncer. */
const CLIENTS = 8;
const TRANSACTIONS = 600;
const ROUNDS = 6;
const SHORT_LOCKS = { QUEUE_LOCK_MS: '2000', QUEUE_STALLED_MS: '1000' };

const SET: Statement = { name: 'set_partner', text: `SELECT set_config('app.partner', $1, true)` };
const SEE: Statement = {
  name: 'see_partners',
  text: `SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS seen,
           coalesce(current_setting('app.partner', true), '') AS set FROM partners`,
};
const FAIL: Statement = { name: 'fail', text: 'SELECT 1 / $1::int' };

describe('behind a PgBouncer that pools transactions, the service', () => {
  let folder: string;
  let pooler: PgBouncer | undefined;
  let service: Service | undefined;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pgbouncer-'));
    fs.chmodSync(folder, 0o755);
    try {
      pooler = await startPgBouncer(folder, sharedServers(), CONNECTIONS);
    } catch (error) {
      if (!(error instanceof NoPgBouncer)) throw error;
      console.warn(`not tested, since there is no PgBouncer here: ${error.message}`);
      return;
    }
    const env = { ...SHORT_LOCKS, DATABASE_PREPARED_STATEMENTS: pooler.knowsStatements ? 'yes' : 'no' };
    service = await startService({ apis: 2, workers: 2, env, through: { postgres: pooler } });
  });
  afterAll(async () => {
    await service?.stop();
    await pooler?.stop();
    fs.rmSync(folder, { recursive: true });
  });

  /** A test that needs PgBouncer; where there is none, the reason has been printed. */
  const itPools = (title: string, test: (running: Service, pooler: PgBouncer) => Promise<void>): void => {
    it(title, async () => {
      if (service !== undefined && pooler !== undefined) await test(service, pooler);
    });
  };
  const pool = (through: PgBouncer, running: Service, namesStatements: boolean): Promise<DataSource> =>
    new DataSource(
      dataSourceOptions('partner-path', through.reach(running.partnerPathUrl), CLIENTS, namesStatements),
    ).initialize();
  const partnerIds = async (running: Service): Promise<string[]> =>
    (await rowsOf<{ id: string }>(running.databaseUrl, 'SELECT id FROM partners ORDER BY id')).map(
      ({ id }) => id,
    );

  itPools(
    'decides batches of all kinds of several partners at once over two connections a role',
    async (running) => {
      const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
      await Promise.all(
        running.partners.map(async (partner, number) => {
          const { currency } = partner.credentials;
          const own = { currency };
          await partner.decideClients(clients('all', 1));
          const documents = await Promise.all(
            rounds.flatMap((round) => [
              // The same keys for both: whoever saw the other's would find duplicates.
              partner.decideClients(clients(`small-${round}`, 3)),
              partner.decideClients(clients(`bulk-${round}`, 900)),
              partner.decideClaims([claimOf('all-0', `claim-${round}`, own)]),
              partner.decideAtOnce([
                clientWith(`sync-${round}`, [{ ...claimOf(`sync-${round}`, `inner-${round}`, own) }]),
              ]),
            ]),
          );
          for (const { counts } of documents)
            expect([number, counts.Completed]).toEqual([number, counts.total]);
        }),
      );
      const used = await rowsOf<{ usename: string; connections: number }>(
        running.superuserUrl,
        `SELECT usename, count(*)::int AS connections FROM pg_stat_activity
       WHERE datname = current_database() AND usename IN ('partner_path', 'release', 'auth') GROUP BY 1`,
      );
      expect(used.length).toBeGreaterThan(0);
      for (const { connections } of used) expect(connections).toBeLessThanOrEqual(CONNECTIONS);
    },
  );

  itPools(
    'never sees another partner than its own, with two partners and none among one another',
    async (running, through) => {
      const dataSource = await pool(through, running, through.knowsStatements);
      const ids = await partnerIds(running);
      let looked = 0;
      const one = async (n: number): Promise<void> => {
        const id = n % 3 === 2 ? null : (ids[n % 3] ?? '');
        const opening = id === null ? [] : [{ statement: SET, values: [id] }];
        await runTransaction(dataSource, opening, async (transaction) => {
          const [seen] = await transaction.query<{ seen: string; set: string }>(SEE, []);
          expect([n, seen]).toEqual([n, { seen: id ?? '', set: id ?? '' }]);
          looked++;
          // Some end by COMMIT, some by ROLLBACK, and some fail.
          if (n % 4 === 1) await transaction.rollback();
          if (n % 4 === 3) await transaction.query(FAIL, [0]).catch(() => undefined);
          if (n % 4 === 3) await transaction.rollback();
        });
      };
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < TRANSACTIONS) await one(next++);
      };
      await Promise.all(Array.from({ length: CLIENTS }, lane));
      expect(looked).toBe(TRANSACTIONS);
      await dataSource.destroy();
    },
  );

  itPools('would fail with named statements at a PgBouncer that knows none', async (running, through) => {
    const dataSource = await pool(through, running, true);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () =>
        runTransaction(dataSource, [], (transaction) => transaction.query(SEE, [])),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected').length;
    if (through.knowsStatements) expect(refused).toBe(0);
    else expect(refused).toBeGreaterThan(0);
    await dataSource.destroy();
  });

  itPools('has the settings of its roles', async (running, through) => {
    const [row] = await rowsOf<Record<string, string>>(
      through.reach(running.partnerPathUrl),
      `SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('statement_timeout') AS statement,
         current_setting('lock_timeout') AS lock, current_setting('enable_seqscan') AS seqscan`,
    );
    expect(row).toEqual({ idle: '10s', statement: '20s', lock: '10s', seqscan: 'off' });
  });

  itPools('frees the shard of a worker that is killed inside its transaction', async (running) => {
    const [partner] = running.partners;
    const accepted = await whileHeld(
      running.databaseUrl,
      ['LOCK TABLE partner_clients IN SHARE MODE'],
      async () => {
        const batch = await partner.submitClients(clients('killed', 700));
        await lockAwaited(running.databaseUrl);
        // Whichever of them is at it.
        await running.killWorker('SIGKILL');
        await running.killWorker('SIGKILL');
        await running.startWorker();
        return batch;
      },
    );
    const { counts } = await partner.decided(accepted);
    expect(counts.Completed).toBe(700);
  });

  itPools('shows its dashboard', async (running) => {
    const dashboard = await Dashboard.start(running);
    const viewer = await dashboard.visitor('viewer');
    expect(await viewer.page('/partners')).toContain(running.partners[0].credentials.client_id);
  });
});
