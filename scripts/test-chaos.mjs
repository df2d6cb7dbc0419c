/**
 * `npm run test:chaos`: sets faults off at random under load, for as long as wanted, and says what it did and found.
 */
import { readOptions } from './command-line.mjs';
import { runTests } from './test.mjs';

const { minutes, seed, rate } = readOptions({
  name: 'npm run test:chaos',
  about:
    'sends batches without end while faults are set off at random, and then looks whether anything is lost or doubled.',
  options: {
    minutes: { type: 'string', value: 'N', about: 'how long faults are set off; 10 without it' },
    seed: { type: 'string', value: 'S', about: 'chooses the faults and the batches; 1 without it' },
    rate: { type: 'string', value: 'N', about: 'items sent in a second; 2000 without it' },
  },
  closing: 'The servers find free ports by themselves.',
});

await runTests(['--selectProjects', 'chaos'], {
  CHAOS_MINUTES: minutes ?? '10',
  CHAOS_SEED: seed ?? '1',
  CHAOS_ITEMS_PER_S: rate ?? '2000',
});
