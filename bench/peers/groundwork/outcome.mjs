import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Far above what a batch takes: who waits so long measures a fault. */
const DECIDED_WITHIN_MS = 300_000;

/** Looking seldom leaves the machine to the peer; the commit time is exact however late it is read. */
const LOOK_EVERY_MS = 20;

/** An item that was decided stays decided, so the search goes on where the last one ended: it costs next to nothing. */
const FIRST_PENDING = `
  SELECT item_index FROM submitted_items WHERE batch_id = $1 AND item_index >= $2 AND state = 'Pending'
  ORDER BY item_index LIMIT 1`;

const LAST_COMMIT = `
  SELECT max(pg_xact_commit_timestamp(xmin)) AS at, count(*) FILTER (WHERE state = 'Failed')::int AS failed
  FROM submitted_items WHERE batch_id = ANY ($1)`;

const STATES = 'SELECT state FROM submitted_items WHERE batch_id = $1 ORDER BY item_index';

/**
 * Watches a peer's batches over a connection of its own.
 * @param {string} databaseUrl
 */
export async function watchOutcome(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();

  async function untilDecided(id, deadline) {
    let from = 0;
    for (;;) {
      const { rows } = await client.query({ name: 'first_pending', text: FIRST_PENDING, values: [id, from] });
      if (rows.length === 0) return;
      if (performance.now() > deadline) throw new Error(`item ${rows[0].item_index} of ${id} is not decided`);
      from = rows[0].item_index;
      await pause(LOOK_EVERY_MS);
    }
  }

  return {
    /**
     * Waits until every item of these batches has its state.
     * @param {readonly string[]} ids
     * @returns {Promise<Date>} when the last one was committed, by PostgreSQL's clock
     * @throws when an item was refused: what is measured is the saving of valid ones
     */
    async decided(ids) {
      const deadline = performance.now() + DECIDED_WITHIN_MS;
      for (const id of ids) await untilDecided(id, deadline);
      const { at, failed } = (await client.query(LAST_COMMIT, [ids])).rows[0];
      if (failed > 0) throw new Error(`${failed} items were refused`);
      return at;
    },
    /**
     * @param {string} id of a batch
     * @returns {Promise<string[]>} the states of its items, in the order submitted
     */
    async states(id) {
      await untilDecided(id, performance.now() + DECIDED_WITHIN_MS);
      return (await client.query(STATES, [id])).rows.map(({ state }) => state);
    },
    end: () => client.end(),
  };
}
