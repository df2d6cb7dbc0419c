/**
 * A Markdown table with aligned columns, as the formatter leaves it.
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function markdownTable(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const [first, ...others] = cells.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]))));
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
