import fs from 'node:fs';

/** A line of one of the tables that a run prints at its end; its members are the columns. */
export type Row = Readonly<Record<string, string | number>>;

export const TABLES = ['faults', 'crashPoints', 'negativeControls'] as const;
export type Table = (typeof TABLES)[number];

/** The file that the specs of a run append their lines to; the setup of the run names it. */
const FILE_VARIABLE = 'FAULT_RECORDS_FILE';

/** Names the file of this run, and empties it. */
export function beginRecords(file: string): void {
  fs.writeFileSync(file, '');
  process.env[FILE_VARIABLE] = file;
}

/** Adds a line to a table of this run. */
export function record(table: Table, row: Row): void {
  fs.appendFileSync(recordsFile(), `${JSON.stringify({ table, row })}\n`);
}

/** Gives the tables of this run and removes their file. */
export function takeRecords(): Record<Table, Row[]> {
  const tables: Record<Table, Row[]> = { faults: [], crashPoints: [], negativeControls: [] };
  for (const line of fs.readFileSync(recordsFile(), 'utf8').split('\n')) {
    if (line === '') continue;
    const { table, row } = JSON.parse(line) as { table: Table; row: Row };
    tables[table].push(row);
  }
  fs.rmSync(recordsFile());
  return tables;
}

function recordsFile(): string {
  const file = process.env[FILE_VARIABLE];
  if (file === undefined) throw new Error('the setup of the faults has not run');
  return file;
}
