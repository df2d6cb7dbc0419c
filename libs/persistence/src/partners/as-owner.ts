import { DataSource } from 'typeorm';
import { ownerDataSourceOptions } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction, type Transaction } from '../connections/transaction';

/** As the application's roles wait: longer than any change of a partner takes, and not for ever behind a frozen process. */
const LIMIT_LOCK_WAIT: Statement = {
  name: 'limit_lock_wait',
  text: `SELECT set_config('lock_timeout', '10s', true)`,
};

/** The database as the schema's owner, on a connection of one's own. */
export interface OwnersDatabase {
  /** Runs `work` in a transaction of its own; see `runTransaction`. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/**
 * Runs `work`, which may take several transactions, as the schema's owner: for what an operator does, not for requests.
 * @param databaseUrl as the schema's owner
 * @throws what the database says; `ownersObstacle` tells what an operator can mend
 */
export async function withOwnersDatabase<T>(
  databaseUrl: string,
  work: (database: OwnersDatabase) => Promise<T>,
): Promise<T> {
  const dataSource = await new DataSource(ownerDataSourceOptions(databaseUrl)).initialize();
  try {
    return await work({
      transaction: (inside) =>
        runTransaction(dataSource, [{ statement: LIMIT_LOCK_WAIT, values: [] }], inside),
    });
  } finally {
    await dataSource.destroy();
  }
}

/** The same for what takes one transaction. */
export async function asOwner<T>(
  databaseUrl: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return withOwnersDatabase(databaseUrl, (database) => database.transaction(work));
}
