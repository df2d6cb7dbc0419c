import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Roles, partners, batches with their shards and payload, saved partner clients, item results.
 *
 * Isolation (docs/architecture.md, "Isolation"): tables written row by row carry row-level security; tables written with COPY
 * (which PostgreSQL refuses under row-level security) give the same guarantee by column privileges and a
 * security-barrier view. `app.partner` is set for one transaction at a time.
 */
export class BatchesAndClients1763000000001 implements MigrationInterface {
  name = 'BatchesAndClients1763000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [
      ROLES,
      TYPES,
      PARTNERS,
      HEADS,
      PARTITIONED,
      RECORDS,
      PARTITIONS,
      FROZEN_COPIES,
    ]) {
      await queryRunner.query(statements);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION prepare_partitions(int);
      DROP FUNCTION end_frozen_copies(interval);
      DROP VIEW own_partner_clients, own_item_results;
      DROP TABLE partner_clients, item_results, shard_payloads, idempotency_keys, shards, batches, partner_secrets, partners;
      DROP FUNCTION current_partner();
      DROP TYPE item_state, record_kind;
    `);
    // Roles belong to the whole server and may serve another database: they stay.
  }
}

/**
 * Login roles without passwords; `migrate` gives them theirs. The timeouts bound what a frozen or cut-off process can hold:
 * an open transaction ends after 10 s, a statement after 20 s, a wait for a lock after 10 s, a dead peer after about 25 s.
 *
 * All statements of the application are searches by index. Without enable_seqscan a plan that was cached while a table was small
 * would go on scanning it when it has grown: 20 s for what takes 10 ms (docs/decisions/0008).
 */
const ROLES = `
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

const TYPES = `
  CREATE TYPE item_state AS ENUM ('Pending', 'Completed', 'Duplicate', 'Conflict', 'Failed');
  CREATE TYPE record_kind AS ENUM ('clients', 'clients-with-claims', 'revenue-claims');

  -- NULL when no partner is set: policies then match no row, and NOT NULL columns refuse the write.
  CREATE FUNCTION current_partner() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.partner', true), '')::bigint;
`;

const PARTNERS = `
  CREATE TABLE partners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id text COLLATE "C" NOT NULL CONSTRAINT partners_client_id UNIQUE,
    name text NOT NULL,
    currency text NOT NULL CONSTRAINT partners_currency CHECK (currency ~ '^[A-Z]{3}$'),
    status text NOT NULL DEFAULT 'active' CONSTRAINT partners_status CHECK (status IN ('active', 'suspended')),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE partner_secrets (
    partner_id bigint NOT NULL CONSTRAINT partner_secrets_partner REFERENCES partners,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    PRIMARY KEY (partner_id, secret_hash)
  );
  ALTER TABLE partners ENABLE ROW LEVEL SECURITY;
  ALTER TABLE partner_secrets ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON partners FOR SELECT TO partner_path USING (id = current_partner());
  CREATE POLICY credentials ON partners FOR SELECT TO auth USING (true);
  CREATE POLICY credentials ON partner_secrets FOR SELECT TO auth USING (true);
  CREATE POLICY overview ON partners FOR SELECT TO dashboard USING (true);
  GRANT SELECT ON partners TO partner_path, auth, dashboard;
  GRANT SELECT ON partner_secrets TO auth;
`;

/** Heads and idempotency keys: not partitioned, since their unique keys have no time in them. */
const HEADS = `
  CREATE TABLE batches (
    partner_id bigint NOT NULL DEFAULT current_partner() CONSTRAINT batches_partner REFERENCES partners,
    id bigint GENERATED ALWAYS AS IDENTITY,
    status_check_id uuid NOT NULL,
    record_kind record_kind NOT NULL,
    item_count int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    accepted_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    PRIMARY KEY (partner_id, id),
    CONSTRAINT batches_status_check_id UNIQUE (partner_id, status_check_id)
  );
  CREATE TABLE shards (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    batch_id bigint NOT NULL,
    shard_no int NOT NULL,
    first_index int NOT NULL,
    item_count int NOT NULL,
    record_kind record_kind NOT NULL,
    accepted_on date NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    released_at timestamptz,
    decided_at timestamptz,
    completed int,
    duplicate int,
    conflict int,
    failed int,
    PRIMARY KEY (partner_id, batch_id, shard_no),
    CONSTRAINT shards_batch FOREIGN KEY (partner_id, batch_id) REFERENCES batches (partner_id, id)
  ) WITH (
    fillfactor = 70, -- room for release's updates beside the row they replace
    -- Release begins at the left end of shards_undecided, where decided shards leave dead entries: a fraction of all shards
    -- that ever were would be far too many of them.
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000
  );
  CREATE INDEX shards_undecided ON shards (partner_id, batch_id, shard_no) WHERE decided_at IS NULL;
  CREATE TABLE idempotency_keys (
    partner_id bigint NOT NULL DEFAULT current_partner() CONSTRAINT idempotency_keys_partner REFERENCES partners,
    idempotency_key text COLLATE "C" NOT NULL,
    record_kind record_kind NOT NULL,
    body_sha256 bytea NOT NULL,
    status_check_id uuid NOT NULL,
    uri_prefix text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, idempotency_key)
  );
  ALTER TABLE batches ENABLE ROW LEVEL SECURITY;
  ALTER TABLE shards ENABLE ROW LEVEL SECURITY;
  ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON batches TO partner_path USING (partner_id = current_partner()) WITH CHECK (partner_id = current_partner());
  CREATE POLICY own ON shards TO partner_path USING (partner_id = current_partner()) WITH CHECK (partner_id = current_partner());
  CREATE POLICY own ON idempotency_keys TO partner_path USING (partner_id = current_partner()) WITH CHECK (partner_id = current_partner());
  CREATE POLICY hand_out ON shards TO release USING (true) WITH CHECK (true);
  CREATE POLICY overview ON batches FOR SELECT TO dashboard USING (true);
  CREATE POLICY overview ON shards FOR SELECT TO dashboard USING (true);
  GRANT SELECT, INSERT ON batches, idempotency_keys TO partner_path;
  GRANT SELECT, INSERT ON shards TO partner_path;
  GRANT UPDATE (decided_at, completed, duplicate, conflict, failed) ON shards TO partner_path;
  GRANT SELECT, UPDATE (attempts, released_at) ON shards TO release;
  GRANT SELECT ON batches, shards TO dashboard;
`;

/** Bulk data with a life time: partitioned by week from the start, so that retention drops partitions. */
const PARTITIONED = `
  CREATE TABLE shard_payloads (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    batch_id bigint NOT NULL,
    shard_no int NOT NULL,
    accepted_on date NOT NULL,
    encoding smallint NOT NULL,
    payload bytea STORAGE EXTERNAL NOT NULL, -- compressed by the API already
    PRIMARY KEY (partner_id, batch_id, shard_no, accepted_on)
  ) PARTITION BY RANGE (accepted_on);
  ALTER TABLE shard_payloads ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON shard_payloads TO partner_path USING (partner_id = current_partner()) WITH CHECK (partner_id = current_partner());
  CREATE POLICY overview ON shard_payloads FOR SELECT TO dashboard USING (true);
  GRANT SELECT, INSERT ON shard_payloads TO partner_path;
  GRANT SELECT ON shard_payloads TO dashboard;

  CREATE TABLE item_results (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    batch_id bigint NOT NULL,
    item_index int NOT NULL,
    accepted_on date NOT NULL,
    state item_state NOT NULL CONSTRAINT item_results_state CHECK (state <> 'Pending'),
    key text COLLATE "C",
    problems json, -- json, not jsonb, which refuses NUL and lone surrogates in a text
    PRIMARY KEY (partner_id, batch_id, item_index, accepted_on)
  ) PARTITION BY RANGE (accepted_on);
  CREATE VIEW own_item_results WITH (security_barrier) AS
    SELECT * FROM item_results WHERE partner_id = current_partner() WITH CASCADED CHECK OPTION;
  GRANT INSERT (batch_id, item_index, accepted_on, state, key, problems) ON item_results TO partner_path;
  GRANT SELECT, INSERT ON own_item_results TO partner_path;
  GRANT SELECT ON item_results TO dashboard;
`;

const RECORDS = `
  CREATE TABLE partner_clients (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    partner_client_id text COLLATE "C" NOT NULL,
    client_start_date timestamptz NOT NULL,
    entity_type text NOT NULL,
    other_identifiers jsonb,
    batch_id bigint NOT NULL, -- with item_index: the item that this record was saved from
    item_index int NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, partner_client_id)
  );
  CREATE VIEW own_partner_clients WITH (security_barrier) AS
    SELECT * FROM partner_clients WHERE partner_id = current_partner() WITH CASCADED CHECK OPTION;
  GRANT INSERT (partner_client_id, client_start_date, entity_type, other_identifiers, batch_id, item_index)
    ON partner_clients TO partner_path;
  GRANT SELECT, INSERT ON own_partner_clients TO partner_path;
  GRANT SELECT ON partner_clients TO dashboard;
`;

/**
 * prepare_partitions(weeks_ahead): makes sure that this week's partition and the following ones exist. Attached, not created in
 * place: CREATE TABLE … PARTITION OF would lock every reader and writer out for a moment, ATTACH does not.
 */
const PARTITIONS = `
  CREATE FUNCTION prepare_partitions(weeks_ahead int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
  DECLARE
    this_week date := date_trunc('week', now() AT TIME ZONE 'UTC')::date;
    week date;
    parent text;
    partition text;
    made int := 0;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('prepare_partitions'));
    FOR ahead IN -1..weeks_ahead LOOP
      week := this_week + ahead * 7;
      FOREACH parent IN ARRAY ARRAY['shard_payloads', 'item_results'] LOOP
        partition := parent || to_char(week, '_IYYY"w"IW');
        IF to_regclass(partition) IS NULL THEN
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, partition, week, week + 7);
          made := made + 1;
        END IF;
      END LOOP;
    END LOOP;
    RETURN made;
  END $$;
  REVOKE EXECUTE ON FUNCTION prepare_partitions(int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION prepare_partitions(int) TO release;
  SELECT prepare_partitions(4);
`;

/**
 * end_frozen_copies(older_than): ends connections that have been waiting for COPY's data for so long. No timeout of PostgreSQL counts
 * while it waits for a client in the middle of COPY, and the kernel of a stopped process still answers keepalives. The owner is made a
 * member of the role, which lets it see and end the role's connections.
 */
const FROZEN_COPIES = `
  DO $$ BEGIN EXECUTE format('GRANT partner_path TO %I', current_user); END $$;

  CREATE FUNCTION end_frozen_copies(older_than interval) RETURNS int
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*)::int FROM (
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = 'partner_path' AND state = 'active'
        AND wait_event = 'ClientRead' AND query_start < now() - older_than
    ) AS ended;
  $$;
  REVOKE EXECUTE ON FUNCTION end_frozen_copies(interval) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_frozen_copies(interval) TO release;
`;
