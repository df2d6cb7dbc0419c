import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Sessions of the dashboard that somebody has ended before their time. Such a session is a signed token and would be good for hours; who
 * ends it adds its id here, which every process of the dashboard looks for.
 */
export class EndedSessions1763000000017 implements MigrationInterface {
  name = 'EndedSessions1763000000017';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE ended_sessions (
        id uuid PRIMARY KEY,
        expires_at timestamptz NOT NULL -- from then on the token is refused by itself, and the row may go
      );
      GRANT SELECT ON ended_sessions TO dashboard;
      GRANT SELECT, INSERT, DELETE ON ended_sessions TO operator;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE ended_sessions');
  }
}
