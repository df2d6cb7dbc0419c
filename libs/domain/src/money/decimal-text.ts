import { decimalValue } from '../json/lossless-number';

/** A decimal number as far as rules ask about it. Counts may be infinite: JSON bounds no exponent. */
export interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Digits before the point that are needed to write it down; 0 or less where it is below 1. */
  readonly wholeDigits: number;
  /** Digits after the point that are needed to write it down; 0 or less where it is whole. */
  readonly decimals: number;
  /** The number without point, sign, and zeros at either end. */
  readonly digits: string;
}

/** @param text a JSON number literal, or one with leading zeros; of any size, as it is never written out */
export function readDecimal(text: string): Decimal {
  const { negative, digits, exponent } = decimalValue(text);
  if (digits === '') return { sign: 0, wholeDigits: 0, decimals: 0, digits };
  const wholeDigits = Number(exponent); // exact as far as any rule looks; beyond that infinite
  return { sign: negative ? -1 : 1, wholeDigits, decimals: digits.length - wholeDigits, digits };
}

/**
 * The digits of a number times 10^scale, without its sign: `15000` for 1.5 and scale 4.
 *
 * @param scale at least the number's `decimals`
 */
export function scaledDigits({ wholeDigits, digits }: Decimal, scale: number): string {
  return digits === '' ? '0' : digits.padEnd(wholeDigits + scale, '0');
}
