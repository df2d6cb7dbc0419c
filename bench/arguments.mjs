import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [options]

  --quick           batches of 1, 1,000 and 10,000 alone: less than a minute
  --growth          how it grows, instead of the targets: full tables, more workers, 200 partners
  --scaling         items/s and what an item costs with 1 to 4 workers and 1 or 2 APIs, instead of the targets
  --only PATTERN    rows whose name in the results matches this regular expression
  --peers NAMES     the peers that take part, with commas between; all by default, none of them with "none"
  --rounds NUMBER   counted rounds; 5 by default
  --json FILE       write the result there
  --keep            keep the result in bench/results, to compare later runs with and to draw the chart from`;

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  growth: { type: 'boolean', default: false },
  scaling: { type: 'boolean', default: false },
  only: { type: 'string' },
  peers: { type: 'string' },
  rounds: { type: 'string', default: '5' },
  json: { type: 'string' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/**
 * Reads the command line.
 * @param {readonly string[]} args
 * @returns {{ quick: boolean, growth: boolean, scaling: boolean, only?: RegExp, peers?: string[], rounds: number, json?: string, keep: boolean, help: boolean }}
 * @throws Error with a sentence about what is wrong
 */
export function readArguments(args) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1 on');
  if ([values.quick, values.growth, values.scaling].filter(Boolean).length > 1)
    throw new Error('--quick, --growth and --scaling do not go together');
  if (values.keep && (values.quick || values.only !== undefined)) {
    throw new Error('--keep is for whole runs: without --quick and --only');
  }
  return {
    ...values,
    rounds,
    only: values.only === undefined ? undefined : new RegExp(values.only),
    peers:
      values.peers === undefined
        ? undefined
        : values.peers.split(',').filter((name) => name !== 'none' && name !== ''),
  };
}
