import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A batch remembers the span that accepted it, where traces are collected: whoever releases and decides it belongs to the same trace
 * (docs/decisions/0016). Without a default, so that no row is rewritten.
 */
export class TraceContext1763000000016 implements MigrationInterface {
  name = 'TraceContext1763000000016';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE batches ADD COLUMN trace_context text;
      GRANT SELECT (trace_context) ON batches TO release;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE batches DROP COLUMN trace_context');
  }
}
