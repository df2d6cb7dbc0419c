/** Names below this length differ from one another by a single slip too easily. */
const SHORTEST_WITH_SLIP = 4;

/**
 * The known name that an unknown one was probably meant to be: the same but for letter case and separators
 * (`entityType`), or but for one slip of the fingers besides (`entity_tpye`). In time proportional to the names' length.
 */
export function meantName(unknown: string, known: readonly string[]): string | undefined {
  const letters = lettersOf(unknown);
  return (
    known.find((name) => lettersOf(name) === letters) ??
    known.find((name) => differByOneSlip(lettersOf(name), letters))
  );
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** One character too many, too few or wrong, or two neighbours exchanged. */
function differByOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.max(a.length, b.length) < SHORTEST_WITH_SLIP) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let [endOfA, endOfB] = [a.length, b.length];
  while (endOfA > from && endOfB > from && a[endOfA - 1] === b[endOfB - 1]) {
    endOfA--;
    endOfB--;
  }
  const [restOfA, restOfB] = [a.slice(from, endOfA), b.slice(from, endOfB)];
  if (restOfA.length <= 1 && restOfB.length <= 1) return true;
  return restOfA.length === 2 && restOfA === `${b[from + 1] ?? ''}${b[from] ?? ''}` && restOfB.length === 2;
}
