import { emptyArray, malformedJson, notAnArray, tooDeep, tooManyItems } from './body-refusals';
import { isMoreItems, TooDeep } from './count-on';
import { ITEM_MARKS, ItemOffsets } from './item-offsets';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  isSpace,
  literalEnd,
  NotJson,
  NUMBER_START,
  NumberScanner,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SLICE_BYTES,
  StringScanner,
} from './json-tokens';
import { MemberNames } from './member-names';

/** Limits of one request (docs/contract.md section 5) and the member that holds an item's key. */
export interface SplitRules {
  readonly maxItems: number;
  /** The outer array is level 1. */
  readonly maxDepth: number;
  readonly keyMember: string;
}

const COLON = 0x3a;
const MINUS = 0x2d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const NO_NAME = 'something where a member name in double quotes must stand';

/** What must stand at the next token. */
const VALUE = 0;
const VALUE_OR_END = 1;
const NAME = 2;
const NAME_OR_END = 3;
const COMMA_OR_END = 4;
const NOTHING = 5;

/**
 * Splits a request body into its items without parsing them: checks that the whole is JSON (RFC 8259), and notes where each
 * item and its key begin and end. No literal is touched, and nothing is allocated for an item.
 *
 * Yields after every slice, so that a large body does not hold the event loop.
 * @throws RequestRefused malformed_json, not_an_array, empty_array, too_deep, too_many_items
 */
export function* splitItems(body: Buffer, rules: SplitRules): Generator<void, ItemOffsets> {
  try {
    return yield* scan(body, rules);
  } catch (error) {
    if (error instanceof NotJson) throw malformedJson(body, error);
    // By the contract's order of checks too many items come before what is wrong with one of them.
    if (error instanceof TooDeep) {
      const { maxItems, maxDepth } = rules;
      throw (yield* isMoreItems(body, error, maxItems)) ? tooManyItems(maxItems) : tooDeep(maxDepth);
    }
    throw error;
  }
}

function* scan(body: Buffer, { maxItems, maxDepth, keyMember }: SplitRules): Generator<void, ItemOffsets> {
  const items = new ItemOffsets();
  const strings = new StringScanner(body);
  const numbers = new NumberScanner(body);
  const names = new MemberNames(body, maxDepth);
  const isKeyMember = keyMemberTest(body, keyMember);
  const inObject = new Uint8Array(maxDepth + 2);
  const length = body.length;

  let at = body.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  let limit = at + SLICE_BYTES;
  let depth = 0;
  let expected = VALUE;
  let itemStart = 0;
  let keyStart = 0;
  let keyEnd = 0;
  let marks = 0;
  let keyComes = false;
  /** The first byte of the body's one value. */
  let outermost = 0;

  for (;;) {
    while (at < length) {
      const space = body[at] as number;
      if (space === 0x0a || space === 0x0d) marks |= ITEM_MARKS.lineBreaks;
      else if (space !== 0x20 && space !== 0x09) break;
      if (++at >= limit) {
        yield;
        limit = at + SLICE_BYTES;
      }
    }
    if (at >= limit) {
      yield;
      limit = at + SLICE_BYTES;
    }
    if (expected === NOTHING) {
      if (at < length) throw new NotJson(at, 'something behind the end of the value');
      if (outermost !== OPEN_ARRAY) throw notAnArray(outermost);
      if (items.count === 0) throw emptyArray();
      return items;
    }
    if (at >= length) throw new NotJson(at, 'the end of the body');

    const c = body[at] as number;
    // Every branch below ends a value, or goes on with the next token.
    if (expected === COMMA_OR_END) {
      if (c === COMMA) {
        at++;
        expected = inObject[depth] === 1 ? NAME : VALUE;
        continue;
      }
      if (c !== (inObject[depth] === 1 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        throw new NotJson(at, 'something where a comma or the end of an array or object must stand');
      }
      at++;
      depth--;
    } else if (expected === NAME || expected === NAME_OR_END) {
      if (c === CLOSE_OBJECT && expected === NAME_OR_END) {
        at++;
        depth--;
      } else {
        if (c !== QUOTE) throw new NotJson(at, c === CLOSE_OBJECT ? 'a comma before }' : NO_NAME);
        const nameStart = at + 1;
        strings.begin();
        at = strings.end(nameStart, limit);
        while (at < 0) {
          yield;
          limit = strings.stoppedAt + SLICE_BYTES;
          at = strings.end(strings.stoppedAt, limit);
        }
        if (strings.escaped || names.add(depth, nameStart, at - 1)) marks |= ITEM_MARKS.suspect;
        keyComes = depth === 2 && isKeyMember(nameStart, at - 1, strings.escaped);
        while (at < length && isSpace(body[at] as number)) {
          if (body[at] === 0x0a || body[at] === 0x0d) marks |= ITEM_MARKS.lineBreaks;
          if (++at >= limit) {
            yield;
            limit = at + SLICE_BYTES;
          }
        }
        if (body[at] !== COLON) throw new NotJson(at, 'a member name without a colon behind it');
        at++;
        expected = VALUE;
        continue;
      }
    } else if (c === CLOSE_ARRAY && expected === VALUE_OR_END) {
      at++;
      depth--;
    } else {
      if (depth === 1 && inObject[1] === 0) {
        if (items.count === maxItems) throw tooManyItems(maxItems);
        itemStart = at;
        keyStart = 0;
        keyEnd = 0;
        marks = 0;
      }
      if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
        if (++depth > maxDepth) throw new TooDeep(at, depth, inObject[1] === 0 ? items.count + 1 : null);
        if (depth === 1) outermost = c;
        inObject[depth] = c === OPEN_OBJECT ? 1 : 0;
        if (c === OPEN_OBJECT) names.open(depth);
        at++;
        expected = c === OPEN_OBJECT ? NAME_OR_END : VALUE_OR_END;
        keyComes = false;
        continue;
      }
      if (depth === 0) outermost = c;
      const valueStart = at;
      if (c === QUOTE) {
        at = strings.end(at + 1, limit);
        while (at < 0) {
          yield;
          limit = strings.stoppedAt + SLICE_BYTES;
          at = strings.end(strings.stoppedAt, limit);
        }
        if (keyComes) {
          keyStart = valueStart;
          keyEnd = at;
        }
      } else if (c === MINUS || (c >= 0x30 && c <= 0x39)) {
        at = numbers.end(at, limit, NUMBER_START);
        while (at < 0) {
          yield;
          limit = numbers.stoppedAt + SLICE_BYTES;
          at = numbers.end(numbers.stoppedAt, limit, numbers.state);
        }
      } else {
        // The array's begin would have been met above, so this is its end behind a comma.
        if (c === CLOSE_ARRAY && depth > 0 && inObject[depth] === 0)
          throw new NotJson(at, 'a comma before ]');
        at = literalEnd(body, at);
      }
      keyComes = false;
    }

    if (depth === 1 && inObject[1] === 0) items.add(itemStart, at, keyStart, keyEnd, marks);
    expected = depth === 0 ? NOTHING : COMMA_OR_END;
  }
}

/** Tells whether the member name between two offsets is the key's; a name with escapes is read first. */
function keyMemberTest(
  body: Buffer,
  keyMember: string,
): (start: number, end: number, escaped: boolean) => boolean {
  const wanted = Buffer.from(keyMember);
  const longest = wanted.length * '\\u0000'.length;
  return (start, end, escaped) => {
    if (escaped) {
      return end - start <= longest && JSON.parse(`"${body.toString('utf8', start, end)}"`) === keyMember;
    }
    if (end - start !== wanted.length) return false;
    for (let i = 0; i < wanted.length; i++) if (body[start + i] !== wanted[i]) return false;
    return true;
  };
}
