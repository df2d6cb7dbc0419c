import { type Service } from './service';
import { rowsOf } from './sql';

/** How many rows the service has of everything that a request can leave behind. */
export interface Stored {
  batches: number;
  shards: number;
  payloads: number;
  keys: number;
}

/** Counts as the owner, who sees every partner's rows. */
export async function storedBy(service: Service): Promise<Stored> {
  const [stored] = await rowsOf<Stored & Record<string, number>>(
    service.databaseUrl,
    `SELECT (SELECT count(*)::int FROM batches) AS batches, (SELECT count(*)::int FROM shards) AS shards,
       (SELECT count(*)::int FROM shard_payloads) AS payloads, (SELECT count(*)::int FROM idempotency_keys) AS keys`,
  );
  if (stored === undefined) throw new Error('a query of counts has one row');
  return stored;
}

/** Expects that `work` leaves nothing behind in the database. */
export async function expectNothingStored(service: Service, work: () => Promise<unknown>): Promise<void> {
  const before = await storedBy(service);
  await work();
  expect(await storedBy(service)).toEqual(before);
}
