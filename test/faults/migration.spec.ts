import { DataSource } from 'typeorm';
import { ownerDataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { clients } from '../support/clients';
import { claimOf } from '../support/claims';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 10, short: 2 });
/** The latest migrations: an index of a filled table, and settings of a role. */
const MIGRATIONS = 2;
const LANES = 3;
const CLAIMS = 200;
/** Above what an answer takes on a busy machine, below what anybody would notice as an interruption. */
const ANSWERED_WITHIN_MS = 2_000;

describe('a migration while items flow', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  it('keeps nobody waiting, neither to the newer schema nor back', async () => {
    const tally = new FaultTally('12 migration while items flow', SEED);
    const [partner] = rig.partners;
    await oracle.ledger.send(partner, 'clients', () => clients('of claims', CLAIMS));
    await oracle.mustSettle();
    let isOver = false;
    let [items, longestMs] = [0, 0];
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      for (let n = 0; !isOver; n++) {
        const claims = Array.from({ length: CLAIMS }, (_claim, m) =>
          claimOf(`of claims-${m}`, `claim ${lane} ${n} ${m}`),
        );
        const begunMs = performance.now();
        const entry = await oracle.ledger.send(partner, 'revenue-claims', () => claims);
        longestMs = Math.max(longestMs, performance.now() - begunMs);
        expect(entry.answers).toEqual([202]);
        items += CLAIMS;
      }
    });
    const dataSource = await new DataSource(ownerDataSourceOptions(rig.service.databaseUrl)).initialize();
    for (let round = 0; round < TIMES; round++) {
      const before = items;
      for (let n = 0; n < MIGRATIONS; n++) await dataSource.undoLastMigration({ transaction: 'none' });
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      expect(applied.length).toBe(MIGRATIONS);
      tally.count(items > before, items - before);
    }
    await dataSource.destroy();
    isOver = true;
    await Promise.all(lanes);
    expect(longestMs).toBeLessThan(ANSWERED_WITHIN_MS);
    tally.recovered(await oracle.mustSettle());
    const verdict = await oracle.judge();
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 300_000);
});
