import { transactionCountFaults } from '../money/transaction-count';
import { rule } from './rule';

/** A whole number of transactions (docs/contract.md section 4, `transaction_count`). */
export function IsTransactionCount(): PropertyDecorator {
  return rule('isTransactionCount', transactionCountFaults);
}
