/** A text may differ in one of so many characters to count as a slip of the other. */
const CHARACTERS_FOR_A_SLIP = 3;

/**
 * The one of `known` that a text was probably meant to be, or null when none is close. More forgiving than the domain's
 * `meantNames`, and slower: for what an operator types, not for what strangers send by the thousand.
 */
export function nearest(text: string, known: readonly string[]): string | null {
  let closest: string | null = null;
  let fewest = Math.max(1, Math.floor(text.length / CHARACTERS_FOR_A_SLIP)) + 1;
  for (const candidate of known) {
    const edits = editsBetween(text, candidate);
    if (edits < fewest) [closest, fewest] = [candidate, edits];
  }
  return closest;
}

/** How many characters must be added, left out or replaced to make `b` of `a` (Levenshtein's distance). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, inA] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, inB] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (inA === inB ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
