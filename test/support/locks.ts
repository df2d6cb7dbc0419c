import type pg from 'pg';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { SOON_MS } from './soon';
import { connected, rowsOf } from './sql';

/** Runs `work` while a transaction of the test's own holds what `statements` lock; then the transaction is rolled back. */
export function whileHeld<T>(url: string, statements: readonly string[], work: () => Promise<T>): Promise<T> {
  return connected(url, async (connection: pg.Client) => {
    await connection.query('BEGIN');
    for (const statement of statements) await connection.query(statement);
    try {
      return await work();
    } finally {
      await connection.query('ROLLBACK');
    }
  });
}

/** Resolves once so many connections of the service's database wait for a lock: the fault is hit, not just likely. */
export async function lockAwaited(databaseUrl: string, times = 1): Promise<void> {
  const isAwaited = async (): Promise<boolean> => {
    const [row] = await rowsOf<{ count: number }>(
      databaseUrl,
      `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return (row?.count ?? 0) >= times;
  };
  if (!(await waitUntil(isAwaited, { withinMs: SOON_MS }))) throw new Error('nobody waits for the lock');
}
