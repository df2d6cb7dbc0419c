/**
 * Scanners of single JSON tokens (RFC 8259) over bytes. Each looks at no more than its limit allows and can be continued where it
 * stopped, so that a token of many megabytes does not hold the event loop.
 */

/** Bytes scanned in one go: about a millisecond. */
export const SLICE_BYTES = 192 * 1024;

export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const COMMA = 0x2c;
export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPABLE = new Set(Buffer.from('"\\/bfnrt'));
const HEX_DIGIT = /^[0-9a-fA-F]{4}$/;

export function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

/** The text is no JSON; `at` is the byte where that shows. */
export class NotJson extends Error {
  constructor(
    readonly at: number,
    readonly found: string,
  ) {
    super(`${found} at byte ${at}`);
  }
}

/** Scans the inside of one string after another. */
export class StringScanner {
  /** Whether there was an escape since `begin`. */
  escaped = false;
  /** Where scanning stopped when `end` gave -1. */
  stoppedAt = 0;

  constructor(private readonly body: Buffer) {}

  /** Another string comes, of which `escaped` is to tell. */
  begin(): void {
    this.escaped = false;
  }

  /** Offset behind the closing quote of the string whose inside continues at `from`, or -1 when `limit` came first. */
  end(from: number, limit: number): number {
    const { body } = this;
    const stop = Math.min(limit, body.length);
    let i = from;
    while (i < stop) {
      const c = body[i] as number;
      if (c === QUOTE) return i + 1;
      if (c === BACKSLASH) {
        this.escaped = true;
        i = this.escapeEnd(i);
      } else if (c < 0x20) {
        throw new NotJson(i, 'a control character inside a string');
      } else {
        i++;
      }
    }
    if (i >= body.length) throw new NotJson(body.length, 'the end of the body inside a string');
    this.stoppedAt = i;
    return -1;
  }

  private escapeEnd(at: number): number {
    const kind = this.body[at + 1] ?? 0;
    if (ESCAPABLE.has(kind)) return at + 2;
    if (kind === 0x75 && HEX_DIGIT.test(this.body.toString('latin1', at + 2, at + 6))) return at + 6;
    throw new NotJson(at, 'an unknown escape inside a string');
  }
}

const DIGIT = 0;
const ZERO = 1;
const MINUS = 2;
const PLUS = 3;
const POINT = 4;
const EXPONENT = 5;
const NO_NUMBER = 6;

/** The class of each byte, for the table below. */
const CLASS = new Uint8Array(256).fill(NO_NUMBER);
for (let digit = 0x31; digit <= 0x39; digit++) CLASS[digit] = DIGIT;
CLASS[0x30] = ZERO;
CLASS[0x2d] = MINUS;
CLASS[0x2b] = PLUS;
CLASS[0x2e] = POINT;
CLASS[0x45] = EXPONENT;
CLASS[0x65] = EXPONENT;

/** Where a number stands before its first byte: the first row of NUMBER. */
export const NUMBER_START = 0;
const BAD = 9;
/** RFC 8259's number as a table: next state by state (row) and byte class (column). */
const NUMBER = [
  //1-9  0    -    +    .   e/E
  [3, 2, 1, BAD, BAD, BAD], //   0 start
  [3, 2, BAD, BAD, BAD, BAD], // 1 after the minus
  [BAD, BAD, BAD, BAD, 4, 6], // 2 a leading zero
  [3, 3, BAD, BAD, 4, 6], //     3 integer digits
  [5, 5, BAD, BAD, BAD, BAD], // 4 after the point
  [5, 5, BAD, BAD, BAD, 6], //   5 fraction digits
  [8, 8, 7, 7, BAD, BAD], //     6 after the e
  [8, 8, BAD, BAD, BAD, BAD], // 7 after the exponent's sign
  [8, 8, BAD, BAD, BAD, BAD], // 8 exponent digits
] as const;
const COMPLETE = new Set([2, 3, 5, 8]);

/** Scans one number after another. */
export class NumberScanner {
  /** Where scanning stopped when `end` gave -1, and the state to continue with. */
  stoppedAt = 0;
  state = NUMBER_START;

  constructor(private readonly body: Buffer) {}

  /** Offset behind the number that continues at `from` in `state`, or -1 when `limit` came first. */
  end(from: number, limit: number, state: number): number {
    const stop = Math.min(limit, this.body.length);
    let i = from;
    while (i < stop) {
      const column = CLASS[this.body[i] as number] as number;
      if (column === NO_NUMBER) break;
      state = NUMBER[state]?.[column] ?? BAD;
      if (state === BAD) throw new NotJson(i, 'a malformed number');
      i++;
    }
    if (i === stop && stop < this.body.length) {
      this.stoppedAt = i;
      this.state = state;
      return -1;
    }
    if (!COMPLETE.has(state)) throw new NotJson(i, 'a malformed number');
    return i;
  }
}

const LITERALS = new Map([
  [0x74, 'true'],
  [0x66, 'false'],
  [0x6e, 'null'],
]);

/** Offset behind the literal `true`, `false` or `null` at `at`. */
export function literalEnd(body: Buffer, at: number): number {
  const literal = LITERALS.get(body[at] ?? 0);
  if (literal === undefined || body.toString('latin1', at, at + literal.length) !== literal) {
    throw new NotJson(
      at,
      at >= body.length ? 'the end of the body where a value must stand' : 'something that is no JSON value',
    );
  }
  return at + literal.length;
}
