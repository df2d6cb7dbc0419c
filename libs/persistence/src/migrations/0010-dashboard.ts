import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What the dashboard needs: its role sees also the age of credentials and idempotency keys; the role `operator` does what operators do
 * there, and no more; and everything that it does is kept in `audit_events`, which nobody but the owner can change.
 */
export class Dashboard1763000000010 implements MigrationInterface {
  name = 'Dashboard1763000000010';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [OPERATOR_ROLE, AUDIT, READING, OPERATING]) await queryRunner.query(statements);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP POLICY overview ON idempotency_keys;
      DROP POLICY overview ON partner_secrets;
      DROP POLICY operate ON partner_secrets;
      DROP POLICY operate ON partners;
      DROP POLICY operate ON shards;
      DROP POLICY operate ON batches;
      REVOKE ALL ON idempotency_keys, partner_secrets FROM dashboard;
      REVOKE ALL ON partners, partner_secrets, shards, batches FROM operator;
      DROP TABLE audit_events;
    `);
    // Roles belong to the whole server and may serve another database: they stay.
  }
}

/** A login role without a password, with the same bounds as the others; `migrate` gives it its password. */
const OPERATOR_ROLE = `
  DO $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'operator') THEN
      BEGIN
        CREATE ROLE operator NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this server was migrated at the same moment
      END;
    END IF;
    ALTER ROLE operator SET idle_in_transaction_session_timeout = '10s';
    ALTER ROLE operator SET statement_timeout = '20s';
    ALTER ROLE operator SET lock_timeout = '10s';
    ALTER ROLE operator SET tcp_keepalives_idle = 10;
    ALTER ROLE operator SET tcp_keepalives_interval = 5;
    ALTER ROLE operator SET tcp_keepalives_count = 3;
    ALTER ROLE operator SET timezone = 'UTC';
    ALTER ROLE operator SET datestyle = 'ISO';
    BEGIN
      ALTER ROLE operator SET client_connection_check_interval = '2s';
    EXCEPTION WHEN invalid_parameter_value THEN
      NULL; -- the server's system cannot tell
    END;
  END $$;
  GRANT USAGE ON SCHEMA public TO operator;
`;

const AUDIT = `
  CREATE TABLE audit_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    user_name text NOT NULL, -- of the dashboard
    action text NOT NULL,
    client_id text, -- of the partner that it was about
    status_check_id uuid, -- of the batch that it was about
    detail text NOT NULL -- a sentence for people; never a secret
  );
  GRANT SELECT ON audit_events TO dashboard;
  GRANT INSERT (user_name, action, client_id, status_check_id, detail) ON audit_events TO operator;
`;

const READING = `
  CREATE POLICY overview ON idempotency_keys FOR SELECT TO dashboard USING (true);
  GRANT SELECT ON idempotency_keys TO dashboard;
  CREATE POLICY overview ON partner_secrets FOR SELECT TO dashboard USING (true);
  GRANT SELECT (partner_id, created_at, revoked_at) ON partner_secrets TO dashboard;
  -- As for the other roles: a plan made while a table was small must not go on scanning it.
  ALTER ROLE dashboard SET enable_seqscan = off;
  ALTER ROLE dashboard SET enable_hashjoin = off;
  ALTER ROLE dashboard SET enable_mergejoin = off;
`;

/** An operator changes what is agreed with a partner, makes and revokes secrets, and has shards handed out again. */
const OPERATING = `
  CREATE POLICY operate ON partners TO operator USING (true) WITH CHECK (true);
  CREATE POLICY operate ON partner_secrets TO operator USING (true) WITH CHECK (true);
  CREATE POLICY operate ON batches FOR SELECT TO operator USING (true);
  CREATE POLICY operate ON shards TO operator USING (true) WITH CHECK (true);
  GRANT SELECT, UPDATE (name, currency, status, item_quota, requests_per_minute, items_per_minute) ON partners TO operator;
  GRANT SELECT, INSERT (partner_id, secret_hash, created_at), UPDATE (revoked_at) ON partner_secrets TO operator;
  GRANT SELECT ON batches TO operator;
  GRANT SELECT, UPDATE (released_at) ON shards TO operator;
`;
