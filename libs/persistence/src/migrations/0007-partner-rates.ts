import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How much a partner may send in a minute. Whoever may read the table may read this too: grants are on the table. */
export class PartnerRates1763000000007 implements MigrationInterface {
  name = 'PartnerRates1763000000007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE partners
        ADD COLUMN requests_per_minute int -- NULL: the deployment's default
          CONSTRAINT partners_requests_per_minute CHECK (requests_per_minute > 0),
        ADD COLUMN items_per_minute int -- the same
          CONSTRAINT partners_items_per_minute CHECK (items_per_minute > 0);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE partners DROP COLUMN requests_per_minute, DROP COLUMN items_per_minute',
    );
  }
}
