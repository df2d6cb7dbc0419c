import { tableText } from '../faults/table/table-text';
import { type Service } from '../support/service';
import { SEED } from './run-options';
import { type Tally } from './tally';
import { type Moment } from './watch/watched-processes';

/** More findings than these say nothing new. */
const SHOWN_FINDINGS = 20;

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints what was sent and answered, what that did to the processes, and what was found. */
export function report(
  tally: Tally,
  moments: Readonly<Record<string, Record<'api' | 'worker', Moment>>>,
  findings: readonly string[],
): void {
  const processes = Object.entries(moments).flatMap(([when, both]) =>
    Object.entries(both).map(([name, moment]) => ({ process: `${name} ${when}`, ...moment })),
  );
  say(`\n${tableText(tally.rows())}\n\n${tableText(processes)}\n`);
  say(
    `seed ${SEED}: ${tally.requests} requests and ${tally.reads} reads of accepted batches, ${findings.length} findings`,
  );
  say(`${tally.batches} batches with ${tally.items} items were decided, and compared with what was sent`);
  for (const finding of findings.slice(0, SHOWN_FINDINGS)) say(`\n${finding}`);
}

/** Lines that are no JSON, which somebody's input could have made, and those that report an error. */
export function brokenLogLines(service: Service): string[] {
  return service.logs().filter((line) => !/^\{.*\}$/.test(line) || /"level":"(error|fatal)"/.test(line));
}
