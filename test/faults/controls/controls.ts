import { type Control } from './control';
import {
  crashAfterAccepted,
  deliveredAfterwards,
  deliveredMeanwhile,
  frozenInCopy,
  frozenInTransaction,
  oppositeOrders,
  repeatedRequest,
  wipedRedis,
} from './scenarios';

/** The claim's lock, and the condition that the shard be undecided, as they stand in claim-shard.ts. */
const LOCK = 'FOR UPDATE OF s SKIP LOCKED';
const UNDECIDED_AND_LOCK = `AND s.decided_at IS NULL\n    ${LOCK}`;

/** Guards of the invariants in docs/architecture.md, each with the attack that it withstands. */
export const CONTROLS: readonly Control[] = [
  {
    invariant: 1,
    guard: 'synchronous_commit',
    without: { postgresSettings: { synchronous_commit: 'off', wal_writer_delay: '10s' } },
    scenario: crashAfterAccepted,
    found: /was accepted, and is not stored/,
  },
  {
    invariant: 1,
    guard: 'the unique idempotency key',
    without: {
      ddl: [
        `CREATE FUNCTION forget_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
           BEGIN
             DELETE FROM idempotency_keys WHERE partner_id = NEW.partner_id AND idempotency_key = NEW.idempotency_key;
             RETURN NEW;
           END $$`,
        'CREATE TRIGGER forget_key BEFORE INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION forget_key()',
      ],
    },
    scenario: repeatedRequest,
    found: /batches beside the first one of an idempotency key/,
  },
  {
    invariant: 2,
    guard: 'the claim’s look whether the shard is undecided',
    without: { rewrites: [{ server: 'postgres', from: UNDECIDED_AND_LOCK, to: LOCK }] },
    scenario: deliveredAfterwards,
    found: /PostgreSQL logged: .* duplicate key value violates unique constraint "item_results/,
  },
  {
    invariant: 2,
    guard: 'that look, and the primary key of results',
    without: {
      rewrites: [{ server: 'postgres', from: UNDECIDED_AND_LOCK, to: LOCK }],
      ddl: ['ALTER TABLE item_results DROP CONSTRAINT item_results_pkey'],
    },
    scenario: deliveredAfterwards,
    found: /results beside the first one of an item/,
  },
  {
    invariant: 3,
    guard: 'the claim’s lock on the shard',
    without: { rewrites: [{ server: 'postgres', from: LOCK, to: '' }] },
    scenario: deliveredMeanwhile,
    found: /PostgreSQL logged: .* duplicate key value violates unique constraint/,
  },
  {
    invariant: 4,
    guard: 'the primary key of records',
    without: { ddl: ['ALTER TABLE partner_clients DROP CONSTRAINT partner_clients_pkey CASCADE'] },
    scenario: oppositeOrders,
    found: /client records beside the first one of a key/,
  },
  {
    invariant: 5,
    guard: 'release’s look for lost shards',
    without: {
      rewrites: [
        {
          server: 'postgres',
          from: `WHERE standing IN ('waiting', 'suspect', 'overdue')`,
          to: `WHERE standing IN ('waiting')`,
        },
      ],
    },
    scenario: wipedRedis,
    found: /not all decided within/,
  },
  {
    invariant: 6,
    guard: 'idle_in_transaction_session_timeout',
    without: { ddl: ['ALTER ROLE partner_path SET idle_in_transaction_session_timeout = 0'] },
    scenario: frozenInTransaction,
    found: /not all decided within/,
  },
  {
    invariant: 6,
    guard: 'the end of frozen copies',
    without: {
      ddl: [
        `CREATE OR REPLACE FUNCTION end_frozen_copies(older_than interval) RETURNS int LANGUAGE sql RETURN 0`,
      ],
    },
    scenario: frozenInCopy,
    found: /not all decided within/,
  },
];
