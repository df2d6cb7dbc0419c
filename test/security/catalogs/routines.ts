import { rowsOf } from '../../support/sql';

/** A function or procedure outside of PostgreSQL's own schemas. */
export interface Routine {
  name: string;
  owner: string;
  /** Whether it runs with its owner's rights; then it must say where it looks names up. */
  definer: boolean;
  settings: string[];
  /** Who may call it, but for its owner. */
  callers: string[];
}

// An access list that was never touched is NULL, and stands for the default: PUBLIC may execute.
const ROUTINES = `
  SELECT p.oid::regprocedure::text AS name, pg_get_userbyid(p.proowner)::text AS owner, p.prosecdef AS definer,
    coalesce(p.proconfig, '{}') AS settings,
    ARRAY(
      SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END
      FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      WHERE a.grantee <> p.proowner AND a.privilege_type = 'EXECUTE' ORDER BY 1
    ) AS callers
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** @param url of the database */
export function routinesOf(url: string): Promise<Routine[]> {
  return rowsOf<Routine & Record<string, unknown>>(url, ROUTINES);
}

/** Every function that the service has, and who may call it. Those of the owner's rights look nothing up in a schema of the caller's. */
export const EXPECTED_ROUTINES: readonly Omit<Routine, 'owner'>[] = [
  { name: 'current_partner()', definer: false, settings: [], callers: ['partner_path'] },
  {
    name: 'drop_expired_partition(integer,integer)',
    definer: true,
    settings: ['search_path=public, pg_temp'],
    callers: ['release'],
  },
  {
    name: 'end_frozen_copies(interval)',
    definer: true,
    settings: ['search_path=pg_catalog, pg_temp'],
    callers: ['release'],
  },
  {
    name: 'forget_idempotency_keys(interval,integer)',
    definer: true,
    settings: ['search_path=public, pg_temp'],
    callers: ['release'],
  },
  {
    name: 'lock_partner_clients(text[])',
    definer: true,
    settings: ['search_path=public, pg_temp'],
    callers: ['partner_path'],
  },
  {
    name: 'prepare_partitions(integer)',
    definer: true,
    settings: ['search_path=public, pg_temp', 'lock_timeout=2s'],
    callers: ['release'],
  },
];
