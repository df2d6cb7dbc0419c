import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Which idempotency keys are old enough to be forgotten. New entries come at the right end, where they cost next to nothing.
 *
 * Built beside running work, which CONCURRENTLY allows outside a transaction only; an index that an interrupted build left is removed first.
 */
export class IdempotencyKeysByAge1763000000013 implements MigrationInterface {
  name = 'IdempotencyKeysByAge1763000000013';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS idempotency_keys_oldest');
    await queryRunner.query(
      'CREATE INDEX CONCURRENTLY idempotency_keys_oldest ON idempotency_keys (created_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS idempotency_keys_oldest');
  }
}
