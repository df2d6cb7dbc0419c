import { LosslessNumber } from '../json/lossless-number';
import { found, foundCount } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED, type Violation } from '../problems/violation';
import { MAX_TEXT_CODE_POINTS } from '../text/code-points';
import { excessiveLength } from '../text/text-faults';
import { type Decimal, readDecimal, scaledDigits } from './decimal-text';

/** An amount of money as it was sent. */
export type Amount = string | LosslessNumber;

/** numeric(19,4): PostgreSQL's type for amounts. */
export const AMOUNT_DECIMALS = 4;
export const AMOUNT_WHOLE_DIGITS = 15;

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
  const [tooLong] = excessiveLength(value, MAX_TEXT_CODE_POINTS);
  return tooLong === undefined ? sizeFaults(readDecimal(value)) : invalidValue(tooLong);
}

function sizeFaults({ decimals, wholeDigits }: Decimal): readonly Violation[] {
  const tooExact = decimals > AMOUNT_DECIMALS;
  const tooLarge = wholeDigits > AMOUNT_WHOLE_DIGITS;
  if (!tooExact && !tooLarge) return NONE;
  return [
    ...(tooExact ? excess(`${AMOUNT_DECIMALS} decimals`, decimals) : NONE),
    ...(tooLarge ? excess(`${AMOUNT_WHOLE_DIGITS} digits before the point`, wholeDigits) : NONE),
  ];
}

function excess(most: string, count: number): readonly Violation[] {
  return invalidValue(`must have at most ${most}; ${foundCount(count)}`);
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
