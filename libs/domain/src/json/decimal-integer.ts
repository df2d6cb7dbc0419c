/** Integers up to this many digits are left to bigint, which takes more than linear time on very long ones. */
const BIGINT_DIGITS = 18;
const BEYOND_BIGINT_DIGITS = 10n ** BigInt(BIGINT_DIGITS);

/**
 * The sum of a decimal integer of any length and a small one, in time that grows with the length and no faster: an
 * exponent of a million digits is well-formed JSON and must not hold the event loop.
 *
 * @param text digits with or without a sign and leading zeros
 * @param small up to 15 digits
 * @returns digits without leading zeros, with a minus sign where negative
 */
export function addedTo(text: string, small: number): string {
  const signed = text.startsWith('-') || text.startsWith('+');
  const unsigned = signed ? text.slice(1) : text;
  const digits = unsigned.slice(leadingZeros(unsigned));
  const sign = text.startsWith('-') ? '-' : '';
  if (digits.length <= BIGINT_DIGITS) return String(BigInt(`${sign}${digits || '0'}`) + BigInt(small));

  // So long an integer is further from zero than `small`, so its sign stays and only its magnitude moves.
  const head = digits.slice(0, -BIGINT_DIGITS);
  const tail = BigInt(digits.slice(-BIGINT_DIGITS)) + BigInt(sign === '' ? small : -small);
  const carry = tail >= BEYOND_BIGINT_DIGITS ? 1 : tail < 0n ? -1 : 0;
  const moved = String(tail - BigInt(carry) * BEYOND_BIGINT_DIGITS).padStart(BIGINT_DIGITS, '0');
  const magnitude = (carry === 0 ? head : neighbour(head, carry)) + moved;
  return sign + magnitude.slice(leadingZeros(magnitude));
}

/** The integer one above or below a positive one, as digits; may leave a leading zero. */
function neighbour(digits: string, step: 1 | -1): string {
  const turning = step === 1 ? '9' : '0';
  let at = digits.length - 1;
  while (digits[at] === turning) at--;
  const turned = (step === 1 ? '0' : '9').repeat(digits.length - 1 - at);
  return at < 0 ? `1${turned}` : `${digits.slice(0, at)}${Number(digits[at]) + step}${turned}`;
}

/** How many zeros a text begins with. A loop, since it is millions of them at worst. */
export function leadingZeros(text: string): number {
  let count = 0;
  while (text[count] === '0') count++;
  return count;
}
