import { rowsOf } from '../../support/sql';

/** A login or group role of the server, PostgreSQL's own `pg_…` left out. */
export interface Role {
  name: string;
  /** Of SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB, REPLICATION: those that it has. */
  powers: string[];
  /** Roles that it is a member of. */
  memberOf: string[];
  /** Settings of its sessions, `lock_timeout=10s`. */
  settings: string[];
}

const ROLES = `
  SELECT r.rolname AS name,
    array_remove(ARRAY[
      CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
      CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
      CASE WHEN rolreplication THEN 'REPLICATION' END], NULL) AS powers,
    ARRAY(SELECT DISTINCT pg_get_userbyid(roleid)::text FROM pg_auth_members WHERE member = r.oid ORDER BY 1) AS "memberOf",
    coalesce(ARRAY(SELECT unnest(r.rolconfig) ORDER BY 1), '{}') AS settings
  FROM pg_roles r WHERE rolname !~ '^pg_' ORDER BY 1`;

/** @param url as a superuser: nobody else sees everything */
export function rolesOf(url: string): Promise<Role[]> {
  return rowsOf<Role & Record<string, unknown>>(url, ROLES);
}

/** What bounds the time for which a frozen or cut-off process holds anything (docs/architecture.md, invariant 6). */
const BOUNDS = [
  'client_connection_check_interval=2s',
  'datestyle=ISO',
  'idle_in_transaction_session_timeout=10s',
  'lock_timeout=10s',
  'statement_timeout=20s',
  'tcp_keepalives_count=3',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'timezone=UTC',
];

const application = (name: string, ...plans: string[]): Role => ({
  name,
  powers: [],
  memberOf: [],
  settings: [...BOUNDS, ...plans].map((setting) => setting.toLowerCase()).sort(),
});

/** The roles that API, worker and dashboard log in with: no powers, and members of nothing. */
export const APPLICATION_ROLES: readonly Role[] = [
  application('auth'),
  application('dashboard', 'enable_hashjoin=off', 'enable_mergejoin=off', 'enable_seqscan=off'),
  application('operator'),
  application('partner_path', 'enable_seqscan=off'),
  application('release', 'enable_hashjoin=off', 'enable_mergejoin=off', 'enable_seqscan=off'),
];

/**
 * Who else there is. The owner makes roles and gives them their passwords, sees sessions and ends frozen ones; it is no superuser, and
 * the processes that partners reach do not know its password.
 */
export const OTHER_ROLES: readonly Omit<Role, 'settings'>[] = [
  {
    name: 'owner',
    powers: ['CREATEROLE', 'CREATEDB'],
    memberOf: ['auth', 'dashboard', 'operator', 'partner_path', 'pg_monitor', 'pg_signal_backend', 'release'],
  },
  {
    name: 'postgres',
    powers: ['SUPERUSER', 'BYPASSRLS', 'CREATEROLE', 'CREATEDB', 'REPLICATION'],
    memberOf: [],
  },
];
