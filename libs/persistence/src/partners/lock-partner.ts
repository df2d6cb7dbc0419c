import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import {
  REGISTERED_COLUMNS,
  registeredPartner,
  type RegisteredPartner,
  type RegisteredRow,
} from './registered-partner';

/** NO KEY: a partner's requests, whose batches refer to this row, do not wait for it. $1 client_id. */
const LOCK_PARTNER: Statement = {
  name: 'lock_partner',
  text: 'SELECT FROM partners WHERE client_id = $1 FOR NO KEY UPDATE',
};

/** $1 client_id. */
const SELECT_PARTNER: Statement = {
  name: 'select_partner',
  text: `SELECT ${REGISTERED_COLUMNS} FROM partners p WHERE p.client_id = $1`,
};

/**
 * A partner, locked until the transaction ends, so that changes of one partner come one after the other.
 * @returns null for an unknown client id
 */
export async function lockPartner(
  transaction: Transaction,
  clientId: string,
): Promise<RegisteredPartner | null> {
  await transaction.query(LOCK_PARTNER, [clientId]);
  // A statement of its own: one that had to wait for the lock would see the secrets as they were before it waited.
  const [row] = await transaction.query<RegisteredRow>(SELECT_PARTNER, [clientId]);
  return row === undefined ? null : registeredPartner(row);
}
