import { type FaultRecord } from './fault-record';

const COLUMNS: readonly (readonly [title: string, value: (record: FaultRecord) => string | number])[] = [
  ['fault', ({ fault }) => fault],
  ['run', ({ timesRun }) => timesRun],
  ['hit', ({ timesHit }) => timesHit],
  ['items at stake', ({ itemsAtStake }) => itemsAtStake],
  ['lost', ({ lost }) => lost],
  ['doubled', ({ doubled }) => doubled],
  ['longest recovery, ms', ({ longestRecoveryMs }) => longestRecoveryMs],
  ['seed', ({ seed }) => seed],
];

/** The fault table as lines of text, in the order of the faults' numbers. */
export function tableText(records: readonly FaultRecord[]): string {
  const inOrder = [...records].sort((a, b) => a.fault.localeCompare(b.fault, 'en', { numeric: true }));
  const rows = [
    COLUMNS.map(([title]) => title),
    ...inOrder.map((record) => COLUMNS.map(([, value]) => String(value(record)))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
