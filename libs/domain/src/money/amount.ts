import { LosslessNumber } from '../json/lossless-number';
import { found } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED, type Violation } from '../problems/violation';
import { MAX_TEXT_CODE_POINTS } from '../text/code-points';
import { type Decimal, readDecimal, scaledDigits } from './decimal-text';

/** An amount of money as it was sent. */
export type Amount = string | LosslessNumber;

/** numeric(19,4): PostgreSQL's type for amounts. */
const AMOUNT_DECIMALS = 4;
const AMOUNT_WHOLE_DIGITS = 15;

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * What is wrong with a value as an amount of money (docs/contract.md section 4, `total_amount`): a JSON number or a
 * plain decimal string, at most 4 decimals by value, within numeric(19,4).
 *
 * @param value as the lossless reader gives it: a binary float would change amounts, so a number of JavaScript is none
 */
export function amountFaults(value: unknown): readonly Violation[] {
  if (value === undefined) return REQUIRED;
  if (value instanceof LosslessNumber) return sizeFaults(readDecimal(value.text));
  if (typeof value !== 'string') {
    return invalidType(`must be a number or a decimal string; ${found(value)}`);
  }
  if (!PLAIN_DECIMAL.test(value)) {
    return invalidValue(`must be a plain decimal such as "-12.50"; ${found(value)}`);
  }
  if (value.length > MAX_TEXT_CODE_POINTS) {
    return invalidValue(`must have at most ${MAX_TEXT_CODE_POINTS} characters (code points)`);
  }
  return sizeFaults(readDecimal(value));
}

function sizeFaults({ decimals, wholeDigits }: Decimal): readonly Violation[] {
  const tooExact = decimals > AMOUNT_DECIMALS;
  const tooLarge = wholeDigits > AMOUNT_WHOLE_DIGITS;
  if (!tooExact && !tooLarge) return NONE;
  return [
    ...(tooExact ? invalidValue(`must have at most ${AMOUNT_DECIMALS} decimals`) : NONE),
    ...(tooLarge ? invalidValue(`must have at most ${AMOUNT_WHOLE_DIGITS} digits before the point`) : NONE),
  ];
}

/** Whether a value is an amount, so that nothing is wrong with it. */
export function isAmount(value: unknown): value is Amount {
  return amountFaults(value) === NONE;
}

/** The exact value of an amount. */
export function amountValue(amount: Amount): Decimal {
  return readDecimal(typeof amount === 'string' ? amount : amount.text);
}

/** An amount as PostgreSQL prints numeric(19,4): `100.0000`, `-0.5000`; zero has no sign. */
export function amountText(value: Amount): string {
  const amount = amountValue(value);
  const digits = scaledDigits(amount, AMOUNT_DECIMALS).padStart(AMOUNT_DECIMALS + 1, '0');
  const sign = amount.sign < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -AMOUNT_DECIMALS)}.${digits.slice(-AMOUNT_DECIMALS)}`;
}
