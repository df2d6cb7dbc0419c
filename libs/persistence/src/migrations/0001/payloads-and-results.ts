/** Bulk data with a life time: partitioned by week from the start, so that retention drops partitions. */
export const PARTITIONED = `
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

/**
 * prepare_partitions(weeks_ahead): makes sure that this week's partition and the following ones exist. Attached, not created in
 * place: CREATE TABLE … PARTITION OF would lock every reader and writer out for a moment, ATTACH does not.
 */
export const PARTITIONS = `
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
