/**
 * end_frozen_copies(older_than): ends connections that have been waiting for COPY's data for so long. No timeout of PostgreSQL counts
 * while it waits for a client in the middle of COPY, and the kernel of a stopped process still answers keepalives. The owner is made a
 * member of the role, which lets it see and end the role's connections.
 */
export const FROZEN_COPIES = `
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
