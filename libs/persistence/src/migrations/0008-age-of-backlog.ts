import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Release may know when batches were accepted, so that a worker can tell how long the oldest has waited. */
export class AgeOfBacklog1763000000008 implements MigrationInterface {
  name = 'AgeOfBacklog1763000000008';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      GRANT SELECT (partner_id, id, created_at) ON batches TO release;
      CREATE POLICY age ON batches FOR SELECT TO release USING (true);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP POLICY age ON batches;
      REVOKE SELECT (partner_id, id, created_at) ON batches FROM release;
    `);
  }
}
