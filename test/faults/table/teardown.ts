import { takeRecords, TABLES } from './records';
import { tableText } from './table-text';

const TITLES = {
  faults: 'Faults',
  crashPoints: 'Crash points',
  negativeControls: 'Guards that were taken away, and what found it',
} as const;

/** Once at the end of a run: prints its tables, or with FAULTS_JSON their lines as JSON. */
export default function teardown(): void {
  const records = takeRecords();
  if (process.env['FAULTS_JSON'] === '1') {
    process.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
    return;
  }
  for (const table of TABLES) {
    if (records[table].length > 0) process.stdout.write(`\n${TITLES[table]}\n${tableText(records[table])}\n`);
  }
}
