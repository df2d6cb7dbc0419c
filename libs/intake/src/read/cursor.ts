const PLAIN = /^i(0|[1-9]\d{0,8})$/;

/** Where to read on in a batch, as a text that callers pass back and need not understand. */
export function cursorAt(index: number): string {
  return Buffer.from(`i${index}`).toString('base64url');
}

/** The item index that a cursor stands for, or undefined for a text that `cursorAt` has never given. */
export function indexOfCursor(cursor: string): number | undefined {
  const index = PLAIN.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  // Base64 is read leniently; only the very text that was given out is a cursor.
  return index !== undefined && cursorAt(Number(index)) === cursor ? Number(index) : undefined;
}
