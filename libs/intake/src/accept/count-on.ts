import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  isSpace,
  NotJson,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SLICE_BYTES,
  StringScanner,
} from './json-tokens';

/** Nesting goes deeper than is allowed, and the scan ends. */
export class TooDeep extends Error {
  /**
   * @param at where the bracket stands that is too deep
   * @param depth of what it opens, the outer array being 1
   * @param items that have begun up to there; null where the body is no array
   */
  constructor(
    readonly at: number,
    readonly depth: number,
    readonly items: number | null,
  ) {
    super(`nested too deeply at byte ${at}`);
  }
}

/**
 * Whether a body whose scan ended at a bracket has more than so many items. Looks at brackets, strings and commas alone, at any depth: for
 * a body that is well-formed JSON. Of one that is not, it says what seems so up to the fault.
 *
 * Yields after every slice.
 */
export function* isMoreItems(
  body: Buffer,
  { at: bracket, depth: depthThere, items }: TooDeep,
  maxItems: number,
): Generator<void, boolean> {
  if (items === null) return false;
  const strings = new StringScanner(body);
  let begun = items;
  let itemComes = false;
  let depth = depthThere;
  let at = bracket + 1;
  let limit = at + SLICE_BYTES;
  try {
    while (at < body.length && depth > 0 && begun <= maxItems) {
      if (at >= limit) {
        yield;
        limit = at + SLICE_BYTES;
      }
      const c = body[at] as number;
      if (itemComes && !isSpace(c)) {
        // A bracket that closes behind a comma is a fault, and no item.
        if (c !== CLOSE_ARRAY) begun++;
        itemComes = false;
      }
      at++;
      if (c === OPEN_ARRAY || c === OPEN_OBJECT) depth++;
      else if (c === CLOSE_ARRAY || c === CLOSE_OBJECT) depth--;
      else if (c === COMMA) itemComes = depth === 1;
      else if (c === QUOTE) {
        let end = strings.end(at, limit);
        while (end < 0) {
          yield;
          limit = strings.stoppedAt + SLICE_BYTES;
          end = strings.end(strings.stoppedAt, limit);
        }
        at = end;
      }
    }
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
  }
  return begun > maxItems;
}
