import { type SubmittedItem } from '@app/domain';

/**
 * What a shard's payload says beside the items themselves; a list is absent where it would be empty. All are item indexes.
 *
 * A payload is lines of UTF-8: this header as JSON, then the shard's own items in order, then the copies in the order of
 * `copies`. An item is its text as submitted, with line breaks between tokens turned into spaces.
 */
export interface ShardHeader {
  /** Items with the same key as an earlier one of another shard, which decides them from its copy. */
  readonly elsewhere?: readonly number[];
  /** Items of later shards with a key that occurred in this one first. */
  readonly copies?: readonly number[];
  /** Items in which a member name may occur twice in one object. */
  readonly suspect?: readonly number[];
}

const LINE_FEED = 0x0a;

/** The texts of a shard's own items, in order. */
export function ownTexts(text: string, itemCount: number): readonly string[] {
  return text.split('\n', itemCount + 1).slice(1);
}

/** The items that a shard decides: its own, but for those decided elsewhere, and the copies. */
export function itemsToDecide(text: string, firstIndex: number, itemCount: number): readonly SubmittedItem[] {
  const lines = text.split('\n');
  const header = JSON.parse(lines[0] ?? '{}') as ShardHeader;
  const elsewhere = new Set(header.elsewhere);
  const suspect = new Set(header.suspect);
  const items: SubmittedItem[] = [];
  for (let position = 0; position < itemCount; position++) {
    const index = firstIndex + position;
    if (elsewhere.has(index)) continue;
    items.push({ index, text: lines[position + 1] ?? '', suspect: suspect.has(index) });
  }
  header.copies?.forEach((index, position) => {
    items.push({ index, text: lines[itemCount + 1 + position] ?? '', suspect: suspect.has(index) });
  });
  return items;
}

/** One line of a payload: a run of the request body, and whether it has line breaks to turn into spaces. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly lineBreaks: boolean;
}

/** Puts a payload together from runs of the request body. */
export function writeShardText(header: ShardHeader, body: Buffer, lines: readonly Line[]): Buffer {
  const head = Buffer.from(JSON.stringify(header));
  const size = lines.reduce((sum, { start, end }) => sum + 1 + end - start, head.length);
  const text = Buffer.allocUnsafe(size);
  let at = head.copy(text);
  for (const { start, end, lineBreaks } of lines) {
    text[at++] = LINE_FEED;
    body.copy(text, at, start, end);
    // A raw line break inside a string is not JSON, so that each one stands between tokens.
    if (lineBreaks) blankLineBreaks(text, at, at + end - start);
    at += end - start;
  }
  return text;
}

function blankLineBreaks(text: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i++) if (text[i] === 0x0a || text[i] === 0x0d) text[i] = 0x20;
}
