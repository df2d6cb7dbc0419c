import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who may call a function is said for each one: `current_partner` was left open to everybody, as PostgreSQL has it. */
export class OwnPartnerOnly1763000000009 implements MigrationInterface {
  name = 'OwnPartnerOnly1763000000009';

  async up(queryRunner: QueryRunner): Promise<void> {
    // First the grant, so that there is no moment at which the application may not.
    await queryRunner.query('GRANT EXECUTE ON FUNCTION current_partner() TO partner_path');
    await queryRunner.query('REVOKE EXECUTE ON FUNCTION current_partner() FROM PUBLIC');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('GRANT EXECUTE ON FUNCTION current_partner() TO PUBLIC');
    await queryRunner.query('REVOKE EXECUTE ON FUNCTION current_partner() FROM partner_path');
  }
}
