/**
 * The order in which PostgreSQL keeps keys (COLLATE "C": by the bytes of their UTF-8). Every transaction inserts in this order,
 * so that two with the same keys wait for one another in one direction only and cannot deadlock.
 *
 * JavaScript compares UTF-16 code units, which differs in one case: surrogates (code points from U+10000 on) sort below U+E000–U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates behind all other code units, where UTF-8 has the code points that they encode. */
function rank(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}
