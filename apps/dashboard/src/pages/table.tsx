import { type ComponentChildren } from 'preact';

/** A column: its heading, and what stands there in a line. */
export interface Column<Line> {
  readonly label: string;
  /** `name` says what the line is about; `number` stands at the right; `bar` is a picture. */
  readonly kind?: 'name' | 'number' | 'bar';
  readonly cell: (line: Line) => ComponentChildren;
}

interface TableProps<Line> {
  /** For those who look at the page with a program. */
  readonly name: string;
  readonly columns: readonly Column<Line>[];
  readonly lines: readonly Line[];
  readonly keyOf: (line: Line) => string | number;
}

/**
 * A table, which on a phone becomes a list of cards: there each cell says its heading itself, since the headings are out of sight. The roles
 * are those that the elements have; browsers forget them when a table is not laid out as one.
 */
export function Table<Line>({ name, columns, lines, keyOf }: TableProps<Line>) {
  return (
    <div class="scroll">
      <table role="table" data-table={name}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ label, kind }) => (
              <th key={label} role="columnheader" scope="col" class={kind}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <tr key={keyOf(line)} role="row">
              {columns.map((column) => (
                <Cell key={column.label} column={column} line={line} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Line>({ column, line }: { readonly column: Column<Line>; readonly line: Line }) {
  const { label, kind, cell } = column;
  if (kind === 'name')
    return (
      <th role="rowheader" scope="row" class="name">
        {cell(line)}
      </th>
    );
  return (
    <td role="cell" class={kind} data-label={label}>
      {cell(line)}
    </td>
  );
}
