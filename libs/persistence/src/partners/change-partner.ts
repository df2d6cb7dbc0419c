import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type PartnerFacts } from './registered-partner';

/** $1 partner id, $2 name, $3 currency, $4 status, $5 item_quota. */
const UPDATE_PARTNER: Statement = {
  name: 'update_partner',
  text: 'UPDATE partners SET name = $2, currency = $3, status = $4, item_quota = $5 WHERE id = $1',
};

/** Sets what is agreed with a partner; secrets and saved records stay as they are. */
export async function changePartner(
  transaction: Transaction,
  partnerId: string,
  { name, currency, status, itemQuota }: PartnerFacts,
): Promise<void> {
  await transaction.query(UPDATE_PARTNER, [partnerId, name, currency, status, itemQuota]);
}
