import { DataSource } from 'typeorm';
import { ownerDataSourceOptions } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction, type Transaction } from '../connections/transaction';

/** As the application's roles wait: longer than any change of a partner takes, and not for ever behind a frozen process. */
const LIMIT_LOCK_WAIT: Statement = {
  name: 'limit_lock_wait',
  text: `SELECT set_config('lock_timeout', '10s', true)`,
};

/**
 * Runs `work` in one transaction as the schema's owner, on a connection of its own: for what an operator does, not for requests.
 * @param databaseUrl as the schema's owner
 * @throws what the database says; `ownersObstacle` tells what an operator can mend
 */
export async function asOwner<T>(
  databaseUrl: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const dataSource = await new DataSource(ownerDataSourceOptions(databaseUrl)).initialize();
  try {
    return await runTransaction(dataSource, [{ statement: LIMIT_LOCK_WAIT, values: [] }], work);
  } finally {
    await dataSource.destroy();
  }
}
