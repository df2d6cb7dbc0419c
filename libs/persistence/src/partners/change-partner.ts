import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type PartnerFacts } from './registered-partner';

/** $1 partner id, $2 name, $3 currency, $4 status, $5 item_quota, $6 requests_per_minute, $7 items_per_minute. */
const UPDATE_PARTNER: Statement = {
  name: 'update_partner',
  text: `
    UPDATE partners SET name = $2, currency = $3, status = $4, item_quota = $5, requests_per_minute = $6, items_per_minute = $7
    WHERE id = $1`,
};

/** Sets what is agreed with a partner; secrets and saved records stay as they are. */
export async function changePartner(
  transaction: Transaction,
  partnerId: string,
  { name, currency, status, itemQuota, requestsPerMinute, itemsPerMinute }: PartnerFacts,
): Promise<void> {
  const values = [partnerId, name, currency, status, itemQuota, requestsPerMinute, itemsPerMinute];
  await transaction.query(UPDATE_PARTNER, values);
}
