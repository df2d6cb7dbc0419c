import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How many items of a partner may wait undecided. Whoever may read the table may read this too: grants are on the table. */
export class PartnerQuota1763000000003 implements MigrationInterface {
  name = 'PartnerQuota1763000000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE partners ADD COLUMN item_quota int -- NULL: the deployment's default
        CONSTRAINT partners_item_quota CHECK (item_quota > 0);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE partners DROP COLUMN item_quota');
  }
}
