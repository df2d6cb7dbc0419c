/**
 * How a figure stands to its targets.
 * @param {Pick<import('../rows/row.mjs').Row, 'better' | 'must' | 'aim'>} row
 * @param {number} value
 * @returns {'aim' | 'must' | 'MISSED'} a row without an aim has reached all it can with its must
 */
export function verdict({ better, must, aim = must }, value) {
  const reaches = (target) => (better === 'higher' ? value >= target : value <= target);
  if (reaches(aim)) return 'aim';
  return reaches(must) ? 'must' : 'MISSED';
}
