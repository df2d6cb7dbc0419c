import pg from 'pg';
import { waitUntil } from '../embedded/wait-until.mjs';

const DECIDED_WITHIN_MS = 120_000;

/**
 * Batches of a few seconds, as those of the past hour: in the order in which they came, in two waves. What lies between the times of one
 * batch stays.
 */
const SPREAD = `
  WITH placed AS (
    SELECT partner_id, id, created_at, (row_number() OVER (ORDER BY id))::float8 / count(*) OVER () AS place FROM batches
  ), moved AS (
    SELECT partner_id, id,
      now() - interval '62 minutes' + (place + 0.05 * sin(4 * pi() * place)) * interval '61 minutes 40 seconds' - created_at AS by
    FROM placed
  ), batches_moved AS (
    UPDATE batches b SET created_at = b.created_at + by FROM moved WHERE (b.partner_id, b.id) = (moved.partner_id, moved.id)
  )
  UPDATE shards s SET released_at = s.released_at + by, decided_at = s.decided_at + by
  FROM moved WHERE (s.partner_id, s.batch_id) = (moved.partner_id, moved.id)`;

/** A secret is rarely as new as the stack. */
const AGE_SECRETS = `UPDATE partner_secrets SET created_at = created_at - partner_id * interval '41 days'`;

/**
 * Waits until all is decided, and gives it the times of the past hour: the service has no way to be told another time than that of its clock.
 * @param {string} superuserUrl
 */
export async function spreadOverPast(superuserUrl) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const isDecided = async () =>
      (await client.query('SELECT FROM shards WHERE decided_at IS NULL LIMIT 1')).rowCount === 0;
    if (!(await waitUntil(isDecided, { withinMs: DECIDED_WITHIN_MS, everyMs: 200 })))
      throw new Error(`not all was decided within ${DECIDED_WITHIN_MS / 1000} s`);
    await client.query(SPREAD);
    await client.query(AGE_SECRETS);
  } finally {
    await client.end();
  }
}
