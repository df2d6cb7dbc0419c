import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type RegisteredPartner } from './registered-partner';

/** $1 partner id, $2 position among the live secrets from 0, the oldest first. */
const REVOKE_ONE_SECRET: Statement = {
  name: 'revoke_one_secret',
  text: `
    UPDATE partner_secrets SET revoked_at = clock_timestamp()
    WHERE partner_id = $1 AND revoked_at IS NULL AND secret_hash = (
      SELECT secret_hash FROM partner_secrets
      WHERE partner_id = $1 AND revoked_at IS NULL
      ORDER BY created_at, secret_hash OFFSET $2 LIMIT 1)
    RETURNING partner_id`,
};

/**
 * Revokes one live secret of a partner, with the same effect as `revokeSecrets`.
 * @param partner as this transaction has locked it, so that a position means the secret that was looked at
 * @param position of the secret in `liveSince`
 * @returns false where there is none at this position
 */
export async function revokeOneSecret(
  transaction: Transaction,
  { partnerId }: Pick<RegisteredPartner, 'partnerId'>,
  position: number,
): Promise<boolean> {
  return (await transaction.query(REVOKE_ONE_SECRET, [partnerId, position])).length > 0;
}
