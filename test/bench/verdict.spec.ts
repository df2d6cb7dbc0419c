import { slowerThan } from '../../bench/report/slower.mjs';
import { verdict } from '../../bench/report/verdict.mjs';
import { higher, lower } from '../../bench/rows/row.mjs';

const ratio = higher({ figure: 'ratio', title: 'a ratio', must: 0.35, aim: 0.5 });
const time = lower({ figure: 'time', title: 'a time', unit: 'ms', must: 8, aim: 4 });
const memory = lower({ figure: 'memory', title: 'memory', unit: 'MB', must: 800 });
const rows = [ratio, time, memory];

const figures = (medians: Record<string, number>): Record<string, { median: number }> =>
  Object.fromEntries(Object.entries(medians).map(([figure, median]) => [figure, { median }]));

describe('the verdict on a figure', () => {
  it('is the best target that it reaches, where higher is better', () => {
    expect([0.34, 0.35, 0.49, 0.5].map((value) => verdict(ratio, value))).toEqual([
      'MISSED',
      'must',
      'must',
      'aim',
    ]);
  });

  it('is the best target that it reaches, where lower is better', () => {
    expect([8.1, 8, 4.1, 4].map((value) => verdict(time, value))).toEqual(['MISSED', 'must', 'must', 'aim']);
  });

  it('has nothing to aim at beyond the must where there is no aim', () => {
    expect([801, 800].map((value) => verdict(memory, value))).toEqual(['MISSED', 'aim']);
  });
});

describe('the comparison with a kept result', () => {
  it('names what fell below four fifths, in the direction that is worse', () => {
    const kept = figures({ ratio: 0.5, time: 4, memory: 500 });
    const now = figures({ ratio: 0.39, time: 5.1, memory: 400 });
    expect(slowerThan(rows, now, kept).map(({ row, ...medians }) => [row.figure, medians])).toEqual([
      ['ratio', { now: 0.39, kept: 0.5 }],
      ['time', { now: 5.1, kept: 4 }],
    ]);
  });

  it('takes smaller changes for noise', () => {
    expect(slowerThan(rows, figures({ ratio: 0.41, time: 4.9 }), figures({ ratio: 0.5, time: 4 }))).toEqual(
      [],
    );
  });

  it('leaves out what only one of the two has', () => {
    expect(slowerThan(rows, figures({ ratio: 0.1 }), figures({ time: 1 }))).toEqual([]);
  });
});
