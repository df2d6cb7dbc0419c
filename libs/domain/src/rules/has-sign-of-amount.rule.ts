import { amountFaults, amountSign } from '../money/amount';
import { transactionCountFaults, transactionCountSign } from '../money/transaction-count';
import { invalidValue, NONE } from '../problems/violation';
import { rule } from './rule';

const SIGNS = { '-1': 'negative', 0: 'zero', 1: 'positive' } as const;

/**
 * A number of transactions is positive, negative or zero as the amount in that member is (docs/contract.md section 4,
 * sign rule). Says nothing where one of the two is not what it should be by itself.
 */
export function HasSignOfAmount(amountMember: string): PropertyDecorator {
  return rule('hasSignOfAmount', (count, object) => {
    const amount = object[amountMember];
    if (!isAmount(amount) || !isTransactionCount(count)) return NONE;
    const [sign, wanted] = [transactionCountSign(count), amountSign(amount)];
    if (sign === wanted) return NONE;
    return invalidValue(
      `must be ${SIGNS[wanted]} as ${amountMember} is (both positive, both negative or both zero); found a ${SIGNS[sign]} one`,
    );
  });
}
