import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** What partners may rely on (docs/contract.md section 5): a younger key is not deleted. */
const KEPT_FOR = '24 hours';

/** $1 partner, $2 text, $3 interval. */
const DELETE_KEYS: Statement = {
  name: 'delete_idempotency_keys_naming',
  text: `
    DELETE FROM idempotency_keys
    WHERE partner_id = $1 AND strpos(idempotency_key, $2) > 0 AND created_at < now() - $3::interval
    RETURNING 1`,
};

/** $1 partner, $2 text. */
const COUNT_KEYS: Statement = {
  name: 'count_idempotency_keys_naming',
  text: `
    SELECT count(*)::int AS keys FROM idempotency_keys WHERE partner_id = $1 AND strpos(idempotency_key, $2) > 0`,
};

/** How many idempotency keys a partner has made with a text in them. */
export async function countIdempotencyKeysNaming(
  transaction: Transaction,
  partnerId: string,
  text: string,
): Promise<number> {
  const [row] = await transaction.query<{ keys: number }>(COUNT_KEYS, [partnerId, text]);
  return row?.keys ?? 0;
}

/** Deletes those of them that are older than a day; the others end with their time. @returns how many these are */
export async function deleteIdempotencyKeysNaming(
  transaction: Transaction,
  partnerId: string,
  text: string,
): Promise<number> {
  await transaction.query(DELETE_KEYS, [partnerId, text, KEPT_FOR]);
  return countIdempotencyKeysNaming(transaction, partnerId, text);
}
