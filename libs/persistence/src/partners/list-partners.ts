import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import {
  REGISTERED_COLUMNS,
  registeredPartner,
  type RegisteredPartner,
  type RegisteredRow,
} from './registered-partner';

const SELECT_PARTNERS: Statement = {
  name: 'select_partners',
  text: `SELECT ${REGISTERED_COLUMNS} FROM partners p ORDER BY p.client_id`,
};

/** All partners, in the order of their client ids. */
export async function listPartners(transaction: Transaction): Promise<RegisteredPartner[]> {
  return (await transaction.query<RegisteredRow>(SELECT_PARTNERS, [])).map(registeredPartner);
}
