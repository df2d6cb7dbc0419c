import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What the service may do about data whose time is over. The application's roles own no table, so that none of them could drop one: these
 * functions do it as the owner, and refuse whatever is younger than their floors, whoever asks.
 */
export class Retention1763000000012 implements MigrationInterface {
  name = 'Retention1763000000012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DROP_EXPIRED_PARTITION);
    await queryRunner.query(FORGET_IDEMPOTENCY_KEYS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION drop_expired_partition(int, int);
      DROP FUNCTION forget_idempotency_keys(interval, int);
    `);
  }
}

/**
 * drop_expired_partition(keep_days, wait_ms): drops the oldest partition whose last day ended keep_days ago or earlier, and says which. One
 * in each call, so that no transaction holds both tables: a reader that has one and wants the other could wait for it for ever.
 *
 * - A week's payload goes before its results: a batch without its payload is gone, one without its results would look undecided.
 * - A week of which a shard is undecided stays (`held`): what was answered 202 is decided, however late.
 * - DROP locks everybody out of the whole table, and whoever comes while it waits for its lock waits behind it. So it gives up after wait_ms,
 *   at most a second (SQLSTATE 55P03). The files are removed after the lock is let go.
 *
 * The floor of 7 days is also what prepare_partitions relies on, which would make the last week's partition again.
 */
const DROP_EXPIRED_PARTITION = `
  CREATE FUNCTION drop_expired_partition(keep_days int, wait_ms int, OUT dropped text, OUT held text)
    LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    expired record;
  BEGIN
    IF keep_days < 7 THEN
      RAISE EXCEPTION 'payloads and results are kept for 7 days at least' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF NOT pg_try_advisory_xact_lock(hashtext('drop_expired_partition')) THEN
      RETURN; -- another worker is at it
    END IF;
    FOR expired IN
      SELECT parent, name, first_day, behind_last_day,
        bool_or(parent = 'shard_payloads') OVER (PARTITION BY first_day) AS has_payload
      FROM (
        SELECT i.inhparent::regclass::text AS parent, c.relname AS name,
          (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(\\d{4}-\\d\\d-\\d\\d)''\\)'))[1]::date AS first_day,
          (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''(\\d{4}-\\d\\d-\\d\\d)''\\)'))[1]::date AS behind_last_day
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent IN ('shard_payloads'::regclass, 'item_results'::regclass) AND c.relkind = 'r'
      ) AS partition
      WHERE behind_last_day + keep_days <= (now() AT TIME ZONE 'UTC')::date
      ORDER BY first_day, parent = 'item_results'
    LOOP
      CONTINUE WHEN expired.parent = 'item_results' AND expired.has_payload;
      IF EXISTS (
        SELECT FROM shards
        WHERE decided_at IS NULL AND accepted_on >= expired.first_day AND accepted_on < expired.behind_last_day
      ) THEN
        held := coalesce(held, expired.name);
        CONTINUE;
      END IF;
      PERFORM set_config('lock_timeout', least(greatest(wait_ms, 1), 1000) || 'ms', true);
      EXECUTE format('DROP TABLE %I', expired.name);
      dropped := expired.name;
      RETURN;
    END LOOP;
  END $$;
  REVOKE EXECUTE ON FUNCTION drop_expired_partition(int, int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION drop_expired_partition(int, int) TO release;
`;

/** forget_idempotency_keys(older_than, most): deletes so many keys at the most, the oldest first. Nobody waits for it: keys in use are left for the next call. */
const FORGET_IDEMPOTENCY_KEYS = `
  CREATE FUNCTION forget_idempotency_keys(older_than interval, most int) RETURNS int
    LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    forgotten int;
  BEGIN
    IF older_than < interval '24 hours' THEN
      RAISE EXCEPTION 'idempotency keys are kept for 24 hours at least' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM idempotency_keys WHERE created_at < now() - older_than
      ORDER BY created_at LIMIT most FOR UPDATE SKIP LOCKED
    ));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
  END $$;
  REVOKE EXECUTE ON FUNCTION forget_idempotency_keys(interval, int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION forget_idempotency_keys(interval, int) TO release;
`;
