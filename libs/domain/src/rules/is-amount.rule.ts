import { amountFaults } from '../money/amount';
import { rule } from './rule';

/** An amount of money, exact to four decimals (docs/contract.md section 4, `total_amount`). */
export function IsAmount(): PropertyDecorator {
  return rule('isAmount', amountFaults);
}
