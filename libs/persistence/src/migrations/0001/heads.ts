/** Heads and idempotency keys: not partitioned, since their unique keys have no time in them. */
export const HEADS = `
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
