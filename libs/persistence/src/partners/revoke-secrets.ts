import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** $1 partner id, $2 how many of the newest stay. */
const REVOKE_SECRETS: Statement = {
  name: 'revoke_secrets',
  text: `
    UPDATE partner_secrets SET revoked_at = clock_timestamp()
    WHERE partner_id = $1 AND revoked_at IS NULL AND secret_hash NOT IN (
      SELECT secret_hash FROM partner_secrets
      WHERE partner_id = $1 AND revoked_at IS NULL
      ORDER BY created_at DESC, secret_hash LIMIT $2)
    RETURNING partner_id`,
};

/**
 * Revokes a partner's live secrets but the newest `keep`: none of them gives a token from the commit on, and tokens issued
 * for them are refused within CHANGE_EFFECTIVE_WITHIN_MS.
 * @param partnerId of a partner that this transaction has locked
 * @returns how many were revoked
 */
export async function revokeSecrets(
  transaction: Transaction,
  partnerId: string,
  keep: number,
): Promise<number> {
  return (await transaction.query(REVOKE_SECRETS, [partnerId, keep])).length;
}
