import { AMOUNT_DECIMALS, AMOUNT_WHOLE_DIGITS, amountFaults } from '../money/amount';
import { MAX_TEXT_CODE_POINTS } from '../text/code-points';
import { type JsonSchema } from '../validation/json-schema';
import { rule } from './rule';

/** Itself too large, but what a binary float makes of the largest amount. */
const BEYOND_LARGEST = 10 ** AMOUNT_WHOLE_DIGITS;

const SCHEMA: JsonSchema = {
  description:
    `A number, or a plain decimal as a string: at most ${AMOUNT_DECIMALS} decimals by value and ` +
    `${AMOUNT_WHOLE_DIGITS} digits before the point. Read from its text, never through a binary float.`,
  anyOf: [
    { type: 'number', minimum: -BEYOND_LARGEST, maximum: BEYOND_LARGEST },
    {
      type: 'string',
      pattern: `^-?0*[0-9]{1,${AMOUNT_WHOLE_DIGITS}}(\\.[0-9]{1,${AMOUNT_DECIMALS}}0*)?$`,
      maxLength: MAX_TEXT_CODE_POINTS,
    },
  ],
};

/** An amount of money, exact to four decimals (docs/contract.md section 4, `total_amount`). */
export function IsAmount(): PropertyDecorator {
  return rule('isAmount', amountFaults, () => ({ required: true, value: SCHEMA }));
}
