import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A process that starts may know which migrations there have been, so that it waits for those that it needs. */
export class SchemaKnown1763000000015 implements MigrationInterface {
  name = 'SchemaKnown1763000000015';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('GRANT SELECT (name) ON migrations TO partner_path, dashboard');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('REVOKE SELECT (name) ON migrations FROM partner_path, dashboard');
  }
}
