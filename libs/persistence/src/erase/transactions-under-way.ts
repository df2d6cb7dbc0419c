import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** Every transaction holds the lock of its own number from its beginning to its end; see pg_locks in PostgreSQL's manual. */
const SELECT_UNDER_WAY: Statement = {
  name: 'transactions_under_way',
  text: `
    SELECT virtualtransaction AS transaction FROM pg_locks
    WHERE locktype = 'virtualxid' AND mode = 'ExclusiveLock' AND pid <> pg_backend_pid()`,
};

/** The transactions, whosever they are, that have begun on this server and not ended. */
export async function transactionsUnderWay(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.query<{ transaction: string }>(SELECT_UNDER_WAY, []);
  return rows.map((row) => row.transaction);
}
