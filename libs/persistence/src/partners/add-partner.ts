import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type PartnerFacts } from './registered-partner';

/** $1 client_id, $2 name, $3 currency, $4 status, $5 item_quota, $6 requests_per_minute, $7 items_per_minute. */
const INSERT_PARTNER: Statement = {
  name: 'insert_partner',
  text: `
    INSERT INTO partners (client_id, name, currency, status, item_quota, requests_per_minute, items_per_minute)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (client_id) DO NOTHING
    RETURNING id`,
};

/**
 * Adds a partner, who has no secret yet.
 * @returns its id, or null when the client id is taken
 */
export async function addPartner(
  transaction: Transaction,
  clientId: string,
  { name, currency, status, itemQuota, requestsPerMinute, itemsPerMinute }: PartnerFacts,
): Promise<string | null> {
  const values = [clientId, name, currency, status, itemQuota, requestsPerMinute, itemsPerMinute];
  const [row] = await transaction.query<{ id: string }>(INSERT_PARTNER, values);
  return row?.id ?? null;
}
