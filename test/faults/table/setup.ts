import os from 'node:os';
import path from 'node:path';
import { build } from '../../../scripts/build.mjs';
import { beginRecords } from './records';

/** Once for a run: builds what the faults are done to, and begins the fault table. */
export default async function setup(): Promise<void> {
  await build((text) => process.stderr.write(`${text}\n`));
  beginRecords(path.join(os.tmpdir(), `partner-client-service-faults-${process.pid}.jsonl`));
}
