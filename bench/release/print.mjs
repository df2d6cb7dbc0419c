const seconds = (ms) => (ms === undefined ? '–' : (ms / 1000).toFixed(2));
const number = (value) => Math.round(value).toLocaleString('en');
const line = (cells) => `| ${cells.join(' | ')} |`;

/** Prints a simulation as Markdown, as docs/scaling.md shows it. */
export function printSimulation(result) {
  const { classes, newcomers, calls, mostJobs, mostOfOnePartner, options } = result;
  console.log(
    `${number(options.partners)} partners, ${number(result.items)} items in ${number(result.shards)} shards; ` +
      `${number(result.decided)} shards decided in ${number(result.ranS)} s (${number(result.decidedPerS)}/s); ` +
      `load average ${result.load.before.toFixed(1)} to ${result.load.after.toFixed(1)}\n`,
  );
  console.log(
    line(['items waiting', 'partners', 'served', 'first shard decided after, p50 s', 'p99 s', 'max s']),
  );
  console.log(line(['---', '---', '---', '---', '---', '---']));
  for (const { from, partners, served, waitMs } of classes)
    console.log(
      line([
        `from ${number(from)}`,
        number(partners),
        number(served),
        seconds(waitMs?.p50),
        seconds(waitMs?.p99),
        seconds(waitMs?.max),
      ]),
    );
  const late = newcomers.waitMs;
  console.log(
    line([
      '1, sent meanwhile',
      number(newcomers.partners),
      number(newcomers.served),
      seconds(late?.p50),
      seconds(late?.p99),
      seconds(late?.max),
    ]),
  );
  console.log(
    `\nmost jobs waiting in Bull: ${number(mostJobs.both)} (small ${number(mostJobs.small)}, bulk ${number(mostJobs.bulk)}); ` +
      `most of one partner: ${number(mostOfOnePartner.items)} items, ${mostOfOnePartner.shards} shards`,
  );
  for (const [kind, { count, ms }] of Object.entries(calls))
    console.log(
      `release of ${kind}: ${number(count)} calls, p50 ${ms?.p50.toFixed(1)} ms, p99 ${ms?.p99.toFixed(1)} ms, max ${ms?.max.toFixed(1)} ms`,
    );
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
  console.log(
    `Redis: ${mib(result.redisBytes.least)} to ${mib(result.redisBytes.most)} MiB; events: ${JSON.stringify(result.events)}`,
  );
}
