import { endRecords, readRecords } from './fault-record';
import { tableText } from './table-text';

/** Once at the end of a run: prints the fault table, or with FAULTS_JSON its lines as JSON. */
export default function teardown(): void {
  const records = readRecords();
  endRecords();
  if (records.length === 0) return;
  const text = process.env['FAULTS_JSON'] === '1' ? JSON.stringify(records, null, 2) : tableText(records);
  process.stdout.write(`\n${text}\n`);
}
