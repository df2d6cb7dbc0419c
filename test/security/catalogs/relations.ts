import { rowsOf } from '../../support/sql';

/** A table, view or anything else that stands among PostgreSQL's relations, as its catalogs have it. */
export interface Relation {
  name: string;
  kind: 'table' | 'partitioned table' | 'partition' | 'view' | 'sequence' | 'other';
  /** The table that a partition belongs to. */
  parent: string | null;
  owner: string;
  /** `partner_path: INSERT(batch_id,item_index), SELECT`, one for each role that may do anything, but for the owner. */
  grants: string[];
  rowSecurity: boolean;
  /** `own (ALL to partner_path) USING (…) WITH CHECK (…)`. */
  policies: string[];
  /** Of a view: `security_barrier=true` and so on. */
  options: string[];
}

/**
 * Every relation outside of PostgreSQL's own schemas, but for indexes. Grants are read from the access lists themselves, so that
 * PUBLIC and roles that nobody thought of are among them.
 */
const RELATIONS = `
  WITH entries AS (
    SELECT c.oid, a.grantee, a.privilege_type AS privilege, NULL::name AS column_name
    FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee <> c.relowner
    UNION ALL
    SELECT c.oid, a.grantee, a.privilege_type, t.attname
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a WHERE a.grantee <> c.relowner
  ), grants AS (
    SELECT oid, grantee, privilege || coalesce('(' || string_agg(column_name, ',' ORDER BY column_name) || ')', '') AS text
    FROM entries GROUP BY oid, grantee, privilege, column_name IS NULL
  ), of_role AS (
    SELECT oid, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END
      || ': ' || string_agg(text, ', ' ORDER BY text) AS text
    FROM grants GROUP BY oid, grantee
  )
  SELECT n.nspname || '.' || c.relname AS name,
    CASE WHEN c.relispartition THEN 'partition' ELSE CASE c.relkind
      WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'other' END END AS kind,
    (SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = c.oid) AS parent,
    pg_get_userbyid(c.relowner)::text AS owner,
    ARRAY(SELECT text FROM of_role WHERE oid = c.oid ORDER BY text) AS grants,
    c.relrowsecurity AS "rowSecurity",
    ARRAY(
      SELECT format('%s (%s to %s)', p.policyname, p.cmd, array_to_string(p.roles, ','))
        || coalesce(' USING ' || p.qual, '') || coalesce(' WITH CHECK ' || p.with_check, '')
      FROM pg_policies p WHERE p.schemaname = n.nspname AND p.tablename = c.relname ORDER BY 1
    ) AS policies,
    coalesce(CASE c.relkind WHEN 'v' THEN c.reloptions END, '{}') AS options
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND c.relkind NOT IN ('i', 'I')
  ORDER BY 1`;

/** @param url of the database, as somebody who may read the catalogs */
export function relationsOf(url: string): Promise<Relation[]> {
  return rowsOf<Relation & Record<string, unknown>>(url, RELATIONS);
}

/** The same without `public.`, the only schema that the service has; whatever is in another one keeps its name. */
export function shortName({ name }: Pick<Relation, 'name'>): string {
  return name.replace(/^public\./, '');
}
