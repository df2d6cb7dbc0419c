import type pg from 'pg';
import { connected } from './sql';

/** Tables whose rows live in weekly partitions by the day of acceptance. */
const PARTITIONED = ['shard_payloads', 'item_results'] as const;

/** Names of the partitions of the week that a batch was moved to. */
export interface OldWeek {
  payloads: string;
  results: string;
}

/** Makes a batch look as if it had been accepted so many days ago, in partitions of that week. */
export function ageBatch(databaseUrl: string, statusCheckId: string, days: number): Promise<OldWeek> {
  return connected(databaseUrl, async (owner) => {
    const week = await prepareWeek(owner, days);
    const { rows } = await owner.query<{ id: string }>(
      `UPDATE batches SET created_at = created_at - $2::int * interval '1 day', accepted_on = accepted_on - $2::int
       WHERE status_check_id = $1 RETURNING id`,
      [statusCheckId, days],
    );
    for (const table of ['shards', ...PARTITIONED]) {
      await owner.query(`UPDATE ${table} SET accepted_on = accepted_on - $2::int WHERE batch_id = $1`, [
        rows[0]?.id,
        days,
      ]);
    }
    return week;
  });
}

/** Sees to it that the week of a day has partitions, as `prepare_partitions` would have made them then. */
async function prepareWeek(owner: pg.Client, daysAgo: number): Promise<OldWeek> {
  const { rows } = await owner.query<{ monday: string; next: string; name: string }>(
    `SELECT monday::text, (monday + 7)::text AS next, to_char(monday, '_IYYY"w"IW') AS name
     FROM (SELECT date_trunc('week', (now() AT TIME ZONE 'UTC')::date - $1::int)::date AS monday) AS w`,
    [daysAgo],
  );
  const [week] = rows;
  if (week === undefined) throw new Error('a day has a week');
  for (const table of PARTITIONED) {
    await owner.query(
      `CREATE TABLE IF NOT EXISTS ${table}${week.name} PARTITION OF ${table} FOR VALUES FROM ('${week.monday}') TO ('${week.next}')`,
    );
  }
  return { payloads: `shard_payloads${week.name}`, results: `item_results${week.name}` };
}
