import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The index of a client's claims begins with the client. While it began with the partner, PostgreSQL could take it for looking up claims by
 * their own keys, and read all of a partner's claims for every key, where its statistics did not show that the partner has many.
 *
 * Built beside running work, which CONCURRENTLY allows outside a transaction only; an index that an interrupted build left is removed first.
 */
export class ClaimsOfClient1763000000005 implements MigrationInterface {
  name = 'ClaimsOfClient1763000000005';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS revenue_claims_client_period');
    await queryRunner.query(
      `CREATE INDEX CONCURRENTLY revenue_claims_client_period
       ON revenue_claims (partner_client_id, partner_id, period_from)`,
    );
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS revenue_claims_of_client');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS revenue_claims_of_client
       ON revenue_claims (partner_id, partner_client_id, period_from)`,
    );
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS revenue_claims_client_period');
  }
}
