import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** Far above what any row takes: who waits so long measures a fault. */
const DECIDED_WITHIN_MS = 300_000;

/** For tables that have just grown there are no statistics: without sequential scans the plans do not depend on them. */
const SEARCH_BY_INDEX = 'SET enable_seqscan = off';

/*
 * Each search is a LATERAL with a limit or an offset, which makes it one search by index for each batch: another plan would read
 * through a million batches, and take the time from what is measured.
 */

/** $1 partner ids, $2 status_check_ids. */
const BATCHES_OF = `
  SELECT b.partner_id, b.id FROM unnest($1::bigint[], $2::uuid[]) AS sent (partner_id, id)
  CROSS JOIN LATERAL (
    SELECT partner_id, id FROM batches WHERE partner_id = sent.partner_id AND status_check_id = sent.id LIMIT 1
  ) AS b`;

/** $1 partner ids, $2 batch ids. */
const ANY_UNDECIDED = `
  SELECT EXISTS (
    SELECT FROM unnest($1::bigint[], $2::bigint[]) AS b (partner_id, id)
    CROSS JOIN LATERAL (
      SELECT FROM shards WHERE partner_id = b.partner_id AND batch_id = b.id AND decided_at IS NULL LIMIT 1
    ) AS undecided
  ) AS undecided`;

/** A decided shard's row was last written by the transaction that wrote its items' results. $1 partner ids, $2 batch ids. */
const OUTCOME = `
  SELECT max(extract(epoch FROM pg_xact_commit_timestamp(s.xmin)) * 1000)::float8 AS decided_at_ms,
    sum(s.completed)::int AS completed, sum(s.duplicate)::int AS duplicate,
    sum(s.conflict)::int AS conflict, sum(s.failed)::int AS failed
  FROM unnest($1::bigint[], $2::bigint[]) AS b (partner_id, id)
  CROSS JOIN LATERAL (
    SELECT xmin, completed, duplicate, conflict, failed FROM shards
    WHERE partner_id = b.partner_id AND batch_id = b.id OFFSET 0
  ) AS s`;

/**
 * What became of batches, from the database.
 * @typedef {object} Outcome
 * @property {number} decidedAtMs commit time of the last decision, in milliseconds since 1970, with fractions
 * @property {{ completed: number, duplicate: number, conflict: number, failed: number }} counts items by state
 */

/**
 * Watches one service's batches over a connection of its own.
 * @param {string} databaseUrl as the superuser, who sees all partners' rows
 */
export async function watchOutcomes(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(SEARCH_BY_INDEX);
  const senders = new Map();

  return {
    /** Remembers whose batch it is: batches are found by partner and id. */
    sent(statusCheckId, partnerId) {
      senders.set(statusCheckId, partnerId);
    },
    /**
     * Waits until all items of these batches have been decided.
     * @param {readonly string[]} statusCheckIds
     * @param {number} everyMs how often to look, and how long to wait before the first time; every look takes time from what is
     *   measured
     * @returns {Promise<Outcome>}
     */
    async outcome(statusCheckIds, everyMs) {
      const partnerIds = statusCheckIds.map((id) => senders.get(id));
      const { rows } = await client.query(BATCHES_OF, [partnerIds, statusCheckIds]);
      if (rows.length !== statusCheckIds.length) throw new Error('an accepted batch is not in the database');
      const batches = [rows.map((row) => row.partner_id), rows.map((row) => row.id)];
      const deadline = performance.now() + DECIDED_WITHIN_MS;
      do {
        if (performance.now() > deadline) throw new Error('accepted items are not decided');
        await pause(everyMs);
      } while ((await client.query(ANY_UNDECIDED, batches)).rows[0].undecided);
      const [{ decided_at_ms: decidedAtMs, ...counts }] = (await client.query(OUTCOME, batches)).rows;
      return { decidedAtMs, counts };
    },
    /** Items of all partners that wait undecided. */
    async waitingItems() {
      const { rows } = await client.query(
        'SELECT coalesce(sum(item_count), 0)::int AS items FROM shards WHERE decided_at IS NULL',
      );
      return rows[0].items;
    },
    end: () => client.end(),
  };
}
