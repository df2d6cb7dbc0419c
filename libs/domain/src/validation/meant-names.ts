/** Names below this length differ from one another by a single slip too easily. */
const SHORTEST_WITH_SLIP = 4;

/** Of more names than these none is meant more than the others. */
const MOST_MEANT = 2;

/**
 * Tells which of some known names an unknown one was probably meant to be: the same but for letter case and separators
 * (`entityType`), or but for one slip of the fingers besides (`entity_tpye`), or else the one or two that it is a part
 * of in whole words (`amount`, `clientId`). In time proportional to the names' length.
 */
export function meantNames(known: readonly string[]): (unknown: string) => readonly string[] {
  const names = known.map((name) => ({ name, letters: lettersOf(name), words: wordsOf(name) }));
  return (unknown) => {
    const sent = lettersOf(unknown);
    const meant =
      names.find(({ letters }) => letters === sent) ??
      names.find(({ letters }) => differByOneSlip(letters, sent));
    if (meant !== undefined) return [meant.name];
    const part = wordsOf(unknown);
    const wholes = names.filter(({ words }) => words.includes(part)).map(({ name }) => name);
    return wholes.length <= MOST_MEANT ? wholes : [];
  };
}

/** The words of a name, each between underscores: `_client_id_`, for `clientID` too. */
function wordsOf(name: string): string {
  const apart = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
  return `_${apart}_`.replaceAll(/[^a-z0-9]+/g, '_');
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
  const [restOfA, restOfB] = [endOfA - from, endOfB - from];
  if (restOfA <= 1 && restOfB <= 1) return true;
  return restOfA === 2 && restOfB === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
}
