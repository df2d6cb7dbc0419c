import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tables in which every search is within one partner, by another column beside. */
const TABLES = ['batches', 'shards', 'idempotency_keys', 'partner_clients', 'revenue_claims'];

/**
 * PostgreSQL keeps no statistics of who has how many rows. With them it would take a partner that its samples do not show to have no rows, and
 * then any index that begins with the partner is as good as the one that finds the row: it read a million batches of one partner for each shard
 * with a plan made for another (docs/decisions/0004). Without them it takes everybody for one of two hundred, and the index with
 * more columns is the better one.
 */
export class PartnersUnseen1763000000006 implements MigrationInterface {
  name = 'PartnersUnseen1763000000006';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} ALTER COLUMN partner_id SET STATISTICS 0`);
      // What ANALYZE has collected already stays where the server cannot forget it: before PostgreSQL 18.
      await queryRunner.query(`
        DO $$ BEGIN
          IF to_regproc('pg_clear_attribute_stats') IS NOT NULL THEN
            PERFORM pg_clear_attribute_stats(current_schema()::text, '${table}', 'partner_id', false);
          END IF;
        END $$`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await queryRunner.query(`ALTER TABLE ${table} ALTER COLUMN partner_id SET STATISTICS -1`);
  }
}
