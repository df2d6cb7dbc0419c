import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What was decided lately, and which batches came in when, over all partners. New entries come at the right end of both, where they cost
 * next to nothing.
 *
 * Built beside running work, which CONCURRENTLY allows outside a transaction only; an index that an interrupted build left is removed first.
 */
export class DashboardIndexes1763000000011 implements MigrationInterface {
  name = 'DashboardIndexes1763000000011';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS shards_decided');
    await queryRunner.query(
      'CREATE INDEX CONCURRENTLY shards_decided ON shards (decided_at) WHERE decided_at IS NOT NULL',
    );
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS batches_newest');
    await queryRunner.query('CREATE INDEX CONCURRENTLY batches_newest ON batches (created_at, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS shards_decided');
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS batches_newest');
  }
}
