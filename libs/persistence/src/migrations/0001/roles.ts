/**
 * Login roles without passwords; `migrate` gives them theirs. The timeouts bound what a frozen or cut-off process can hold:
 * an open transaction ends after 10 s, a statement after 20 s, a wait for a lock after 10 s, a dead peer after about 25 s.
 *
 * All statements of the application are searches by index. Without enable_seqscan a plan that was cached while a table was small
 * would go on scanning it when it has grown: 20 s for what takes 10 ms (docs/decisions/0008).
 */
export const ROLES = `
  DO $$
  DECLARE role_name text;
  BEGIN
    FOREACH role_name IN ARRAY ARRAY['partner_path', 'release', 'auth', 'dashboard'] LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        BEGIN
          EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          NULL; -- another database of this server was migrated at the same moment
        END;
      END IF;
      EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
      EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''10s''', role_name);
      EXECUTE format('ALTER ROLE %I SET statement_timeout = ''20s''', role_name);
      EXECUTE format('ALTER ROLE %I SET lock_timeout = ''10s''', role_name);
      EXECUTE format('ALTER ROLE %I SET tcp_keepalives_idle = 10', role_name);
      EXECUTE format('ALTER ROLE %I SET tcp_keepalives_interval = 5', role_name);
      EXECUTE format('ALTER ROLE %I SET tcp_keepalives_count = 3', role_name);
      EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', role_name);
      EXECUTE format('ALTER ROLE %I SET datestyle = ''ISO''', role_name);
    END LOOP;
  END $$;
  ALTER ROLE partner_path SET enable_seqscan = off;
  ALTER ROLE release SET enable_seqscan = off;
  ALTER ROLE release SET enable_hashjoin = off;
  ALTER ROLE release SET enable_mergejoin = off;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
`;
