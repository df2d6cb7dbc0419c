import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { ownerDataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { migrations } from '../../libs/persistence/src/migrations';
import { applyMigrations } from '../../libs/persistence/src/schema/apply-migrations';
import { clients } from '../support/clients';
import { claimOf } from '../support/claims';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 10, short: 2 });
const LANES = 3;
const CLAIMS = 200;
/** Above what an answer takes on a busy machine, below what anybody would notice as an interruption. */
const ANSWERED_WITHIN_MS = 2_000;

/** What the next release may bring (docs/migrations.md): a column that nobody needs yet, and an index of a filled table. */
class NextColumn1900000000001 implements MigrationInterface {
  name = 'NextColumn1900000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE batches ADD COLUMN next_release text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE batches DROP COLUMN next_release');
  }
}

class NextIndex1900000000002 implements MigrationInterface {
  name = 'NextIndex1900000000002';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX CONCURRENTLY next_release ON shards (released_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY next_release');
  }
}

const NEXT = [NextColumn1900000000001, NextIndex1900000000002];

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
    const options = ownerDataSourceOptions(rig.service.databaseUrl);
    const dataSource = await new DataSource({
      ...options,
      migrations: [...migrations, ...NEXT],
    }).initialize();
    for (let round = 0; round < TIMES; round++) {
      const before = items;
      const applied = await applyMigrations(dataSource, () => undefined);
      expect(applied).toEqual(NEXT.map(({ name }) => name));
      for (let n = 0; n < NEXT.length; n++) await dataSource.undoLastMigration({ transaction: 'none' });
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
