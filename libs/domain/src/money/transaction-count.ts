import { LosslessNumber } from '../json/lossless-number';
import { found, foundNumber } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED, type Violation } from '../problems/violation';
import { readDecimal, scaledDigits } from './decimal-text';

/** 2^53, up to which every language reads integers alike. */
export const LARGEST_COUNT = '9007199254740992';

/**
 * What is wrong with a value as a number of transactions (docs/contract.md section 4, `transaction_count`): a JSON
 * number that is an integer by value (`150.0`, `1e2`) within ±2^53.
 *
 * @param value as the lossless reader gives it
 */
export function transactionCountFaults(value: unknown): readonly Violation[] {
  if (value === undefined) return REQUIRED;
  if (!(value instanceof LosslessNumber)) return invalidType(`must be a number; ${found(value)}`);
  const count = readDecimal(value.text);
  if (count.decimals > 0) return invalidValue(`must be a whole number; ${foundNumber(value)}`);
  if (count.wholeDigits < LARGEST_COUNT.length) return NONE;
  const fits = count.wholeDigits === LARGEST_COUNT.length && scaledDigits(count, 0) <= LARGEST_COUNT;
  if (fits) return NONE;
  return invalidValue(`must lie between -${LARGEST_COUNT} and ${LARGEST_COUNT}; ${foundNumber(value)}`);
}

/** Whether a value is a number of transactions, so that nothing is wrong with it. */
export function isTransactionCount(value: unknown): value is LosslessNumber {
  return transactionCountFaults(value) === NONE;
}

/** A number of transactions as PostgreSQL prints bigint: `100`, `-7`, `0`. */
export function transactionCountText({ text }: LosslessNumber): string {
  const count = readDecimal(text);
  return `${count.sign < 0 ? '-' : ''}${scaledDigits(count, 0)}`;
}
