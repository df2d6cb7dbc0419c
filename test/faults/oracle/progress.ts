import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { type Service } from '../../support/service';
import { rowsOf } from '../../support/sql';

/** PostgreSQL's clock, which all acceptances are noted with. */
export async function databaseTime(service: Service): Promise<Date> {
  const [row] = await rowsOf<{ now: Date }>(service.databaseUrl, 'SELECT clock_timestamp() AS now');
  if (row === undefined) throw new Error('no time');
  return row.now;
}

/** Items that are stored and not decided. */
export async function undecidedItems(service: Service): Promise<number> {
  const [row] = await rowsOf<{ items: number }>(
    service.databaseUrl,
    'SELECT coalesce(sum(item_count), 0)::int AS items FROM shards WHERE decided_at IS NULL',
  );
  return row?.items ?? 0;
}

/**
 * Waits until everything that was accepted before a moment is decided, while more is being accepted.
 * @returns the time it took, in milliseconds; null when it was not done in time
 */
export async function decidedSince(service: Service, moment: Date, withinMs: number): Promise<number | null> {
  const begunMs = performance.now();
  const done = await waitUntil(
    async () => {
      const [row] = await rowsOf<{ left: boolean }>(
        service.databaseUrl,
        `SELECT EXISTS (
           SELECT FROM shards s JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id
           WHERE s.decided_at IS NULL AND b.created_at < $1
         ) AS left`,
        [moment],
      );
      return row?.left === false;
    },
    { withinMs, everyMs: 50 },
  );
  return done ? performance.now() - begunMs : null;
}
