import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** The present secret and the one that will replace it. */
export const MOST_LIVE_SECRETS = 2;

/** The clock and not the transaction's start, which may lie before that of a secret it waited for. $1 partner id, $2 SHA-256, $3 most. */
const INSERT_SECRET: Statement = {
  name: 'insert_secret',
  text: `
    INSERT INTO partner_secrets (partner_id, secret_hash, created_at)
    SELECT $1, $2, clock_timestamp()
    WHERE (SELECT count(*) FROM partner_secrets WHERE partner_id = $1 AND revoked_at IS NULL) < $3
    RETURNING partner_id`,
};

/**
 * Makes one secret more live.
 * @param partnerId of a partner that this transaction has added or locked: two at once would both find room
 * @param hash SHA-256 of the secret
 * @returns false when MOST_LIVE_SECRETS are live already
 */
export async function addSecret(transaction: Transaction, partnerId: string, hash: Buffer): Promise<boolean> {
  const rows = await transaction.query(INSERT_SECRET, [partnerId, hash, MOST_LIVE_SECRETS]);
  return rows.length > 0;
}
