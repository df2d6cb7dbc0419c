import { LARGEST_COUNT, transactionCountFaults } from '../money/transaction-count';
import { type JsonSchema } from '../validation/json-schema';
import { rule } from './rule';

const SCHEMA: JsonSchema = {
  type: 'integer',
  minimum: -Number(LARGEST_COUNT),
  maximum: Number(LARGEST_COUNT),
  description: 'A whole number by its value: 150.0 and 1e2 are such.',
};

/** A whole number of transactions (docs/contract.md section 4, `transaction_count`). */
export function IsTransactionCount(): PropertyDecorator {
  return rule('isTransactionCount', transactionCountFaults, () => ({ required: true, value: SCHEMA }));
}
