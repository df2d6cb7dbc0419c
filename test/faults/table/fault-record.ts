import fs from 'node:fs';
import { type Verdict } from '../oracle/oracle';

/** One line of the fault table. */
export interface FaultRecord {
  /** The number and name of docs/reliability's list. */
  readonly fault: string;
  readonly timesRun: number;
  /** How often the fault demonstrably struck where it was meant to. */
  readonly timesHit: number;
  readonly itemsAtStake: number;
  readonly lost: number;
  readonly doubled: number;
  readonly longestRecoveryMs: number;
  readonly seed: number;
}

/** The file that the specs of a run append their lines to; the setup of the run names it. */
const FILE_VARIABLE = 'FAULT_RECORDS_FILE';

/** Names the file of this run, and empties it. */
export function beginRecords(file: string): void {
  fs.writeFileSync(file, '');
  process.env[FILE_VARIABLE] = file;
}

/** Removes the file of this run. */
export function endRecords(): void {
  fs.rmSync(recordsFile());
}

/** The lines of this run so far. */
export function readRecords(): FaultRecord[] {
  return fs
    .readFileSync(recordsFile(), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FaultRecord);
}

/** Counts what a fault did, for its line in the table. */
export class FaultTally {
  private run = 0;
  private hit = 0;
  private items = 0;
  private longestMs = 0;

  constructor(
    private readonly fault: string,
    private readonly seed: number,
  ) {}

  /** The fault was set off while so many items were under way, and struck or did not. */
  count(hasHit: boolean, items: number): void {
    this.run++;
    this.items += items;
    if (hasHit) this.hit++;
  }

  /** Everything that was accepted was decided again so long after the fault, in milliseconds. */
  recovered(afterMs: number): void {
    this.longestMs = Math.max(this.longestMs, afterMs);
  }

  /** Writes the line, with the oracle's figures. */
  write({ lost, doubled }: Verdict): void {
    const record: FaultRecord = {
      fault: this.fault,
      timesRun: this.run,
      timesHit: this.hit,
      itemsAtStake: this.items,
      lost,
      doubled,
      longestRecoveryMs: Math.round(this.longestMs),
      seed: this.seed,
    };
    fs.appendFileSync(recordsFile(), `${JSON.stringify(record)}\n`);
  }
}

function recordsFile(): string {
  const file = process.env[FILE_VARIABLE];
  if (file === undefined) throw new Error('the setup of the faults has not run');
  return file;
}
