import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** Far above what any row takes: who waits so long measures a fault. */
const DECIDED_WITHIN_MS = 300_000;

/** Indexes are there for each of these searches; statistics of tables that have just grown are not. */
const SEARCH_BY_INDEX = 'SET enable_seqscan = off';

const BATCHES_OF = `
  SELECT b.partner_id, b.id FROM partners p
  JOIN batches b ON b.partner_id = p.id AND b.status_check_id = ANY ($1::uuid[])`;

const ANY_UNDECIDED = `
  SELECT EXISTS (
    SELECT FROM unnest($1::bigint[], $2::bigint[]) AS b (partner_id, id)
    JOIN shards s ON s.partner_id = b.partner_id AND s.batch_id = b.id WHERE s.decided_at IS NULL
  ) AS undecided`;

/** A decided shard's row was last written by the transaction that wrote its items' results. */
const OUTCOME = `
  SELECT max(extract(epoch FROM pg_xact_commit_timestamp(s.xmin)) * 1000)::float8 AS decided_at_ms,
    sum(s.completed)::int AS completed, sum(s.duplicate)::int AS duplicate,
    sum(s.conflict)::int AS conflict, sum(s.failed)::int AS failed
  FROM unnest($1::bigint[], $2::bigint[]) AS b (partner_id, id)
  JOIN shards s ON s.partner_id = b.partner_id AND s.batch_id = b.id`;

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

  return {
    /**
     * Waits until all items of these batches have been decided.
     * @param {readonly string[]} statusCheckIds
     * @param {number} everyMs how often to look; every look takes time from what is measured
     * @returns {Promise<Outcome>}
     */
    async outcome(statusCheckIds, everyMs) {
      const { rows } = await client.query(BATCHES_OF, [statusCheckIds]);
      if (rows.length !== statusCheckIds.length) throw new Error('an accepted batch is not in the database');
      const batches = [rows.map((row) => row.partner_id), rows.map((row) => row.id)];
      const deadline = performance.now() + DECIDED_WITHIN_MS;
      while ((await client.query(ANY_UNDECIDED, batches)).rows[0].undecided) {
        if (performance.now() > deadline) throw new Error('accepted items are not decided');
        await pause(everyMs);
      }
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
