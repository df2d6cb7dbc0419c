import { amountValue, isAmount } from '../money/amount';
import { readDecimal } from '../money/decimal-text';
import { isTransactionCount } from '../money/transaction-count';
import { invalidValue, NONE } from '../problems/violation';
import { type Check, rule } from './rule';

const SIGN_NAMES = { '-1': 'negative', '0': 'zero', '1': 'positive' } as const;

/**
 * A number of transactions is positive, negative or zero as the amount in that member is (docs/contract.md section 4,
 * sign rule). Says nothing where one of the two is not what it should be by itself.
 */
export function HasSignOfAmount(amountMember: string): PropertyDecorator {
  const check: Check = (count, object) => {
    const amount = object[amountMember];
    if (!isAmount(amount) || !isTransactionCount(count)) return NONE;
    const { sign } = readDecimal(count.text);
    const wanted = amountValue(amount).sign;
    if (sign === wanted) return NONE;
    const [found, expected] = [SIGN_NAMES[sign], SIGN_NAMES[wanted]];
    return invalidValue(
      `must have the sign of ${amountMember}, both positive, both negative or both zero; found ${found} where ${amountMember} is ${expected}`,
    );
  };
  const description = `Has the sign of ${amountMember}: both positive, both negative or both zero.`;
  return rule('hasSignOfAmount', check, () => ({ value: { description } }));
}
