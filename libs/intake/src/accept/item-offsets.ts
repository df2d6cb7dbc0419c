/** Where the items of a request body stand, in columns, since a batch may have 100,000 of them. Offsets are bytes. */
export class ItemOffsets {
  count = 0;
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private keyStarts = new Int32Array(64);
  private keyEnds = new Int32Array(64);
  private marks = new Uint8Array(64);

  /** Adds an item; its key's offsets (quotes included) are 0 where it has no key that is a string. */
  add(start: number, end: number, keyStart: number, keyEnd: number, marks: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.keyStarts[this.count] = keyStart;
    this.keyEnds[this.count] = keyEnd;
    this.marks[this.count] = marks;
    this.count++;
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  keyStart(index: number): number {
    return this.keyStarts[index] ?? 0;
  }

  keyEnd(index: number): number {
    return this.keyEnds[index] ?? 0;
  }

  has(index: number, mark: ItemMark): boolean {
    return ((this.marks[index] ?? 0) & mark) !== 0;
  }

  private grow(): void {
    const wider = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(column.length * 4);
      grown.set(column);
      return grown;
    };
    this.starts = wider(this.starts);
    this.ends = wider(this.ends);
    this.keyStarts = wider(this.keyStarts);
    this.keyEnds = wider(this.keyEnds);
    const marks = new Uint8Array(this.marks.length * 4);
    marks.set(this.marks);
    this.marks = marks;
  }
}

/** What splitting notices about an item, as bits. */
export const ITEM_MARKS = {
  /** A member name may occur twice in one of its objects; the domain's reader tells for sure. */
  suspect: 1,
  /** There are line breaks between its tokens. */
  lineBreaks: 2,
} as const;
export type ItemMark = (typeof ITEM_MARKS)[keyof typeof ITEM_MARKS];
