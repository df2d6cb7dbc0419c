import { namedIn } from './promql';

describe('what an expression of PromQL names', () => {
  it('are its metrics, matchers and groupings, and no functions, durations or keywords', () => {
    const expression = `
      histogram_quantile(0.95, sum by (le, route) (rate(a_seconds_bucket{kind=~"x|y", b!="1"}[5m] offset 15m)))
        / on () group_left () (sum(b_total{}) > 1e3) or vector(0)`;
    expect(namedIn(expression)).toEqual({
      metrics: ['a_seconds_bucket', 'b_total'],
      matchers: [
        { label: 'kind', operator: '=~', value: 'x|y' },
        { label: 'b', operator: '!=', value: '1' },
      ],
      groupedBy: ['le', 'route'],
    });
  });
});
