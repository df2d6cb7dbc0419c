import { type Row } from './records';

/** `longestRecoveryMs` as `longest recovery ms`. */
function words(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A table as lines of text, in the order of its first column; numbers stand at the right of theirs. */
export function tableText(rows: readonly Row[]): string {
  const members = Object.keys(rows[0] ?? {});
  const first = (row: Row): string => String(Object.values(row)[0]);
  const inOrder = [...rows].sort((a, b) => first(a).localeCompare(first(b), 'en', { numeric: true }));
  const cells = [members.map(words), ...inOrder.map((row) => members.map((member) => String(row[member])))];
  const widths = members.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const aligned = (cell: string, column: number): string => {
    const isNumber = typeof rows[0]?.[members[column] ?? ''] === 'number';
    const width = widths[column] ?? 0;
    return isNumber ? cell.padStart(width) : cell.padEnd(width);
  };
  return cells.map((line) => line.map(aligned).join('  ').trimEnd()).join('\n');
}
