/** More members than any item of the contract has in one object: from here on the object is suspect without comparing. */
const COMPARED_NAMES = 64;

/** The member names of the objects that are open while a body is scanned, to notice one that occurs twice. */
export class MemberNames {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly counts: Int32Array;

  constructor(
    private readonly body: Buffer,
    maxDepth: number,
  ) {
    this.starts = new Int32Array((maxDepth + 1) * COMPARED_NAMES);
    this.ends = new Int32Array((maxDepth + 1) * COMPARED_NAMES);
    this.counts = new Int32Array(maxDepth + 1);
  }

  /** An object begins at this depth. */
  open(depth: number): void {
    this.counts[depth] = 0;
  }

  /** Notes a name (offsets of its text without quotes); true when it may have occurred in the same object before. */
  add(depth: number, start: number, end: number): boolean {
    const count = this.counts[depth] ?? 0;
    if (count === COMPARED_NAMES) return true;
    const base = depth * COMPARED_NAMES;
    for (let i = base; i < base + count; i++) {
      if (this.sameBytes(this.starts[i] ?? 0, this.ends[i] ?? 0, start, end)) return true;
    }
    this.starts[base + count] = start;
    this.ends[base + count] = end;
    this.counts[depth] = count + 1;
    return false;
  }

  private sameBytes(aStart: number, aEnd: number, bStart: number, bEnd: number): boolean {
    if (aEnd - aStart !== bEnd - bStart) return false;
    for (let a = aStart, b = bStart; a < aEnd; a++, b++) if (this.body[a] !== this.body[b]) return false;
    return true;
  }
}
