import { unfairPeers } from '../../bench/rows/peer-fairness.mjs';

describe('a peer', () => {
  it('is unfair when it lands more than 30 % below what such a peer can reach beside the reference', () => {
    const figures = (ratio: number): Record<string, { median: number }> => ({
      'ratio-to-reference/pg-boss/1000': { median: ratio },
    });
    const reached = 1142 / 115_000;
    expect(unfairPeers(figures(reached * 0.71))).toEqual([]);
    expect(unfairPeers(figures(reached * 0.69))).toHaveLength(1);
    expect(unfairPeers({})).toEqual([]);
  });
});
