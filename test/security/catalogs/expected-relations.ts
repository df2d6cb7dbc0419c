import { type Relation } from './relations';

/** What is expected of a relation, beside its owner. */
type Expected = Pick<Relation, 'kind'> & Partial<Pick<Relation, 'grants' | 'policies' | 'options'>>;

const OWN = '(partner_id = current_partner())';
const OPERATE = 'operate (ALL to operator) USING true WITH CHECK true';
const OWN_ROWS = `own (ALL to partner_path) USING ${OWN} WITH CHECK ${OWN}`;
const OVERVIEW = 'overview (SELECT to dashboard) USING true';
/** WITH CASCADED CHECK OPTION: what is written through the view must be visible in it. */
const OWN_VIEW: Expected = {
  kind: 'view',
  grants: ['partner_path: INSERT, SELECT'],
  options: ['security_barrier=true', 'check_option=cascaded'],
};

/** Written with COPY: every column but the partner may be filled in, and nothing be read but by the dashboard. */
const copied = (kind: Relation['kind'], columns: readonly string[]): Expected => ({
  kind,
  grants: ['dashboard: SELECT', `partner_path: INSERT(${[...columns].sort().join(',')})`],
});

/**
 * Every relation that the service has, but for partitions, and who may do what with it. A relation that is not here fails the test:
 * whoever adds one says here how it is kept apart.
 */
export const EXPECTED_RELATIONS: Readonly<Record<string, Expected>> = {
  // TypeORM's list of applied migrations. A process that starts looks whether it has those that it was written for.
  migrations: { kind: 'table', grants: ['dashboard: SELECT(name)', 'partner_path: SELECT(name)'] },
  migrations_id_seq: { kind: 'sequence' },

  // Who may use the service.
  partners: {
    kind: 'table',
    grants: [
      'auth: SELECT',
      'dashboard: SELECT',
      'operator: SELECT, UPDATE(currency,item_quota,items_per_minute,name,requests_per_minute,status)',
      'partner_path: SELECT',
    ],
    policies: [
      'credentials (SELECT to auth) USING true',
      OPERATE,
      OVERVIEW,
      'own (SELECT to partner_path) USING (id = current_partner())',
    ],
  },
  partners_id_seq: { kind: 'sequence' },
  partner_secrets: {
    kind: 'table',
    grants: [
      'auth: SELECT',
      // When they were made and ended, and nothing of the secrets.
      'dashboard: SELECT(created_at,partner_id,revoked_at)',
      'operator: INSERT(created_at,partner_id,secret_hash), SELECT, UPDATE(revoked_at)',
    ],
    policies: ['credentials (SELECT to auth) USING true', OPERATE, OVERVIEW],
  },

  // What operators did: added to, and never changed.
  audit_events: {
    kind: 'table',
    grants: ['dashboard: SELECT', 'operator: INSERT(action,client_id,detail,status_check_id,user_name)'],
  },
  audit_events_id_seq: { kind: 'sequence' },

  // Sessions of the dashboard that were ended: looked for, added to, and forgotten when their time is over.
  ended_sessions: {
    kind: 'table',
    grants: ['dashboard: SELECT', 'operator: DELETE, INSERT, SELECT'],
  },

  // A partner's rows, written one by one: row-level security.
  batches: {
    kind: 'table',
    grants: [
      'dashboard: SELECT',
      'operator: SELECT',
      'partner_path: INSERT, SELECT',
      'release: SELECT(created_at,id,partner_id,trace_context)',
    ],
    policies: [
      'age (SELECT to release) USING true',
      'operate (SELECT to operator) USING true',
      OVERVIEW,
      OWN_ROWS,
    ],
  },
  batches_id_seq: { kind: 'sequence' },
  shards: {
    kind: 'table',
    grants: [
      'dashboard: SELECT',
      'operator: SELECT, UPDATE(released_at)',
      'partner_path: INSERT, SELECT, UPDATE(completed,conflict,decided_at,duplicate,failed)',
      'release: SELECT, UPDATE(attempts,released_at)',
    ],
    policies: ['hand_out (ALL to release) USING true WITH CHECK true', OPERATE, OVERVIEW, OWN_ROWS],
  },
  idempotency_keys: {
    kind: 'table',
    grants: ['dashboard: SELECT', 'partner_path: INSERT, SELECT'],
    policies: [OVERVIEW, OWN_ROWS],
  },
  shard_payloads: {
    kind: 'partitioned table',
    grants: ['dashboard: SELECT', 'partner_path: INSERT, SELECT'],
    policies: [OVERVIEW, OWN_ROWS],
  },

  // A partner's rows, written with COPY, which PostgreSQL refuses under row-level security: column privileges and a view.
  item_results: copied('partitioned table', [
    'batch_id',
    'item_index',
    'accepted_on',
    'state',
    'key',
    'problems',
  ]),
  own_item_results: OWN_VIEW,
  partner_clients: copied('table', [
    'partner_client_id',
    'client_start_date',
    'entity_type',
    'other_identifiers',
    'batch_id',
    'item_index',
  ]),
  own_partner_clients: OWN_VIEW,
  revenue_claims: copied('table', [
    'unique_reference',
    'partner_client_id',
    'currency',
    'period_granularity',
    'period_from',
    'period_start',
    'period_end',
    'total_amount',
    'transaction_count',
    'is_splittable',
    'payment_channel_id',
    'payment_channel_start_date',
    'batch_id',
    'item_index',
  ]),
  own_revenue_claims: OWN_VIEW,
};

/** What the catalogs should say about a relation of this name; a partition has nothing of its own. */
export function expectedRelation(name: string, owner: string): Omit<Relation, 'name' | 'parent'> | null {
  const expected = EXPECTED_RELATIONS[name];
  if (expected === undefined) return null;
  const { kind, grants = [], policies = [], options = [] } = expected;
  return {
    kind,
    owner,
    grants: [...grants],
    rowSecurity: policies.length > 0,
    policies: [...policies],
    options: [...options],
  };
}
