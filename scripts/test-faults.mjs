/**
 * `npm run test:faults`: attacks a whole stack with the faults of test/faults, and prints the fault table.
 */
import { readOptions } from './command-line.mjs';
import { runTests } from './test.mjs';

const { full, seed, only, json } = readOptions({
  name: 'npm run test:faults',
  about: 'sets off every fault a few times, on servers and processes of its own, and prints what came of it.',
  options: {
    full: {
      type: 'boolean',
      about: 'as often as it takes to be sure, in some places with production timings',
    },
    seed: { type: 'string', value: 'N', about: 'another choice of what is left to chance; 1 without it' },
    only: { type: 'string', value: 'PATTERN', about: 'the test files whose names match' },
    json: { type: 'boolean', about: 'prints the table as JSON' },
  },
  closing: 'The servers find free ports by themselves.',
});

await runTests(['--selectProjects', 'faults', ...(only === undefined ? [] : ['--testPathPatterns', only])], {
  FAULTS_FULL: full ? '1' : '',
  FAULTS_JSON: json ? '1' : '',
  FAULTS_SEED: seed ?? '1',
});
