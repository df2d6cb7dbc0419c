/** The way from an item to one of its values: member names and array indexes. */
export type Path = readonly (string | number)[];

/** JSON pointer of a path (RFC 6901: `~` becomes `~0`, `/` becomes `~1`). */
export function jsonPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Member names that read well without quotes. */
const PLAIN_NAME = /^[\w$-]+$/;

/** A path as people write it, the subject of a problem's sentence: `other_identifiers[2].values`. */
export function spelledOut(path: Path): string {
  if (path.length === 0) return 'the item';
  return path
    .map((step, depth) => {
      if (typeof step === 'number' || !PLAIN_NAME.test(step)) return `[${JSON.stringify(step)}]`;
      return depth === 0 ? step : `.${step}`;
    })
    .join('');
}
