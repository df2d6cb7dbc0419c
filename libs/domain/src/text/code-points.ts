/** docs/contract.md section 4: every string, unless said otherwise. */
export const MAX_TEXT_CODE_POINTS = 1_000;

/** Whether a text has more than `limit` code points, without counting further than that. */
export function codePointsExceed(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true; // a code point is at most two units
  return countCodePoints(text, limit) > limit;
}

/** How many code points a text has, counted as far as `most`: one more than that stands for any larger number. */
export function countCodePoints(text: string, most: number): number {
  let count = 0;
  for (let at = 0; at < text.length && count <= most; count++) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return count;
}
