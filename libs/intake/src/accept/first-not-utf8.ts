import { isUtf8 } from 'node:buffer';

/** Looked at in one go, until the window with the fault is found. */
const WINDOW_BYTES = 4 * 1024;

/** Where the first character begins that is no UTF-8; for bodies of which `isUtf8` has said that there is one. */
export function firstNotUtf8(body: Buffer): number {
  let from = 0;
  for (;;) {
    const end = characterStart(body, from + WINDOW_BYTES);
    if (end <= from || !isUtf8(body.subarray(from, end))) break;
    from = end;
  }
  while (from < body.length) {
    const end = from + characterBytes(body[from] as number);
    if (!isUtf8(body.subarray(from, end))) break;
    from = end;
  }
  return from;
}

/** The place or, inside of a character, where that begins: a character has up to three bytes behind its first. */
function characterStart(body: Buffer, place: number): number {
  if (place >= body.length) return body.length;
  let start = place;
  while (start > place - 3 && isContinuation(body[start] as number)) start--;
  return start;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** So many bytes has a character that begins like this, if it is one. */
function characterBytes(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
