/**
 * `npm run test:fuzz`: sends requests of all kinds, sound and spoilt, and says how they were answered and what that did to the service.
 */
import { readOptions } from './command-line.mjs';
import { runTests } from './test.mjs';

const { seed, count, replay } = readOptions({
  name: 'npm run test:fuzz',
  about:
    'sends valid requests and requests spoilt in every way over real sockets, and holds each answer to the contract.',
  options: {
    seed: { type: 'string', value: 'S', about: 'chooses the requests; 1 without it' },
    count: { type: 'string', value: 'N', about: 'how many requests; 2000 without it' },
    replay: {
      type: 'string',
      value: 'L/P',
      about: 'one finding again, as a run with the same seed and count named it',
    },
  },
  closing: 'The servers find free ports by themselves.',
});

await runTests(['--selectProjects', 'fuzz'], {
  FUZZ_SEED: seed ?? '1',
  FUZZ_COUNT: count ?? '2000',
  FUZZ_REPLAY: replay ?? '',
});
