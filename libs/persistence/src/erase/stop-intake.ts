import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** $1 partner. */
const LOCK_PARTNER: Statement = {
  name: 'stop_intake',
  text: 'SELECT FROM partners WHERE id = $1 FOR UPDATE',
};

/**
 * Makes new batches of a partner wait until the transaction ends, and waits for those that are being stored: each of them refers to the partner's
 * row. From then on the transaction sees every batch that the partner was answered for.
 */
export async function stopIntake(transaction: Transaction, partnerId: string): Promise<void> {
  await transaction.query(LOCK_PARTNER, [partnerId]);
}
