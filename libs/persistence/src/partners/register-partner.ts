import { type Statement } from '../connections/statement';
import { addPartner } from './add-partner';
import { USUAL_ALLOWANCES } from './allowances';
import { MOST_LIVE_SECRETS } from './add-secret';
import { asOwner } from './as-owner';
import { changePartner } from './change-partner';
import { hashOfSecret } from './client-secret';
import { lockPartner } from './lock-partner';
import { revokeSecrets } from './revoke-secrets';

/** A partner whose credentials are known beforehand. */
export interface PartnerWithSecret {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A secret that was revoked becomes the newest; one that is live stays as old as it is. $1 partner id, $2 SHA-256 of the secret. */
const MAKE_SECRET_LIVE: Statement = {
  name: 'make_secret_live',
  text: `
    INSERT INTO partner_secrets (partner_id, secret_hash, created_at) VALUES ($1, $2, clock_timestamp())
    ON CONFLICT (partner_id, secret_hash) DO UPDATE SET revoked_at = NULL, created_at = excluded.created_at
    WHERE partner_secrets.revoked_at IS NOT NULL`,
};

/**
 * Sees to it that a partner is registered under this name and currency, and that its secret is live, whatever was changed since;
 * for partners whose credentials are printed, as the demo's are. Its status and allowances stay.
 * @param databaseUrl as the schema's owner
 */
export async function registerPartner(databaseUrl: string, partner: PartnerWithSecret): Promise<void> {
  const { clientId, clientSecret, name, currency } = partner;
  await asOwner(databaseUrl, async (transaction) => {
    await addPartner(transaction, clientId, { name, currency, status: 'active', ...USUAL_ALLOWANCES });
    const registered = await lockPartner(transaction, clientId);
    if (registered === null) throw new Error('the partner was not registered');
    await changePartner(transaction, registered.partnerId, { ...registered, name, currency });
    await transaction.query(MAKE_SECRET_LIVE, [registered.partnerId, hashOfSecret(clientSecret)]);
    await revokeSecrets(transaction, registered.partnerId, MOST_LIVE_SECRETS);
  });
}
