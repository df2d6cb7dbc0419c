import { addedTo, leadingZeros } from './decimal-integer';

/** A JSON number as the characters it was sent as, since a binary float would change many of them. */
export class LosslessNumber {
  constructor(readonly text: string) {}
}

/** A number's exact decimal value: `0.{digits} × 10^{exponent}`, where digits neither begin nor end with 0. */
export interface DecimalValue {
  readonly negative: boolean;
  /** Empty for zero, which is then not negative and has exponent 0. */
  readonly digits: string;
  /** A decimal integer as text, since JSON puts no bound on it: `-12`, without a plus sign or leading zeros. */
  readonly exponent: string;
}

const ZERO: DecimalValue = { negative: false, digits: '', exponent: '0' };

/** The exact value of a JSON number literal, so that `1.0`, `1` and `10e-1` come out alike, and `-0` as zero. */
export function decimalValue(text: string): DecimalValue {
  const negative = text.startsWith('-');
  const exponentMark = text.search(/e/i);
  const mantissa = text.slice(negative ? 1 : 0, exponentMark < 0 ? undefined : exponentMark);
  const point = mantissa.indexOf('.');
  const wholeLength = point < 0 ? mantissa.length : point;
  const written = point < 0 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1);

  const from = leadingZeros(written);
  if (from === written.length) return ZERO;
  let to = written.length;
  while (written[to - 1] === '0') to--;

  const shift = wholeLength - from;
  const exponent = exponentMark < 0 ? String(shift) : addedTo(text.slice(exponentMark + 1), shift);
  return { negative, digits: written.slice(from, to), exponent };
}

/** Whether two JSON number literals mean the same number, exactly. */
export function sameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  const left = decimalValue(a);
  const right = decimalValue(b);
  return left.digits === right.digits && left.exponent === right.exponent && left.negative === right.negative;
}
