import pg from 'pg';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { lockAwaited, whileHeld } from '../support/locks';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';

/** Twice client_connection_check_interval, and far below lock_timeout. */
const NOTICED_WITHIN_MS = 4_000;

describe('a statement that waits for a lock while its process is killed', () => {
  let database: ServiceDatabase;
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
  });
  afterAll(() => database.drop());

  it('is ended soon, and with it what its transaction held', async () => {
    const lost = new pg.Client({ connectionString: database.partnerPathUrl });
    lost.on('error', () => undefined);
    await lost.connect();
    await whileHeld(database.ownerUrl, ['LOCK TABLE item_results'], async () => {
      lost.query('SELECT * FROM own_item_results').catch(() => undefined);
      await lockAwaited(database.ownerUrl);
      lost.connection.stream.destroy();
      const isEnded = async (): Promise<boolean> => {
        const waiting = await rowsOf(
          database.superuserUrl,
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'partner_path'`,
        );
        return waiting.length === 0;
      };
      expect(await waitUntil(isEnded, { withinMs: NOTICED_WITHIN_MS })).toBe(true);
    });
  });
});
