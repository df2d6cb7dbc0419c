import { median, percentile, spread } from '../../bench/measure/statistics.mjs';

describe('the figures of a measurement', () => {
  it('have the middle sample as their median, or the mean of the two middle ones', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 2, 1, 3])).toBe(2.5);
  });

  it('are sorted as numbers', () => {
    expect(median([9, 10, 100])).toBe(10);
  });

  it('have percentiles by the nearest rank: p99 of 1,000 is the 990th', () => {
    const samples = Array.from({ length: 1000 }, (_, n) => 1000 - n);
    expect(percentile(samples, 0.99)).toBe(990);
    expect(percentile(samples, 0.5)).toBe(500);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('cannot be made of nothing', () => {
    expect(() => median([])).toThrow('no samples');
    expect(() => percentile([], 0.5)).toThrow('no samples');
  });

  it('keep the order in which the samples were taken', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, samples: [3, 1, 2] });
  });
});
