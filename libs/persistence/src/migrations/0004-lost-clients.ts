import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROLES = ['partner_path', 'release', 'auth', 'dashboard'];

/**
 * A statement whose client is gone ends within two seconds, also while it waits for a lock: else the shard of a killed worker stays
 * locked until lock_timeout. Where the server's system cannot tell (Windows), it stays so.
 */
export class LostClients1763000000004 implements MigrationInterface {
  name = 'LostClients1763000000004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      inEachRole(`
        BEGIN
          EXECUTE format('ALTER ROLE %I SET client_connection_check_interval = ''2s''', role_name);
        EXCEPTION WHEN invalid_parameter_value THEN
          NULL;
        END;`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      inEachRole(`EXECUTE format('ALTER ROLE %I RESET client_connection_check_interval', role_name);`),
    );
  }
}

function inEachRole(statements: string): string {
  const names = ROLES.map((role) => `'${role}'`).join(', ');
  return `
    DO $$
    DECLARE role_name text;
    BEGIN
      FOREACH role_name IN ARRAY ARRAY[${names}] LOOP ${statements} END LOOP;
    END $$;`;
}
