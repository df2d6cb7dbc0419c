import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When an item of a shard was last erased: a status document changes then, which nothing else does to a decided shard. */
export class Erasure1763000000014 implements MigrationInterface {
  name = 'Erasure1763000000014';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shards ADD COLUMN erased_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shards DROP COLUMN erased_at');
  }
}
