import { problemsOf, under, type Violation } from './violation';

const violation: Violation = { code: 'invalid_value', path: ['values', 3], says: 'must not be empty' };

describe('the problems of violations', () => {
  it('name the member in the sentence and point to it', () => {
    expect(problemsOf(under(['other_identifiers', 0], [violation]))).toEqual([
      {
        code: 'invalid_value',
        pointer: '/other_identifiers/0/values/3',
        detail: 'other_identifiers[0].values[3] must not be empty',
      },
    ]);
  });

  it('are listed up to a hundred, and the others are counted', () => {
    expect(problemsOf(Array<Violation>(100).fill(violation))).toHaveLength(100);
    const problems = problemsOf(Array<Violation>(103).fill(violation));
    expect(problems).toHaveLength(101);
    expect(problems[100]).toEqual({
      code: 'further_violations',
      pointer: '',
      detail: 'the item has 3 more violations, not listed here',
    });
    expect(problemsOf(Array<Violation>(101).fill(violation))[100]?.detail).toContain('1 more violation,');
  });
});
