import { namedAllowances, newAllowances, readLimit } from './allowances';

describe('what a partner may take at most', () => {
  it.each([
    ['1', 1],
    ['1000000000', 1_000_000_000],
    ['none', null],
  ])('may be %s', (text, limit) => {
    expect(namedAllowances({ quota: readLimit(text) })).toEqual({ itemQuota: limit });
  });

  it.each(['', '0', '-1', '1.5', '1e3', '05', '1,000', ' 1', '1000000001', 'None'])(
    'may not be %j',
    (text) => {
      expect(() => readLimit(text)).toThrow(/^A limit is a number from 1 to 1,000,000,000/);
    },
  );

  it('is the deployment’s default where nothing is said of somebody new', () => {
    expect(newAllowances({ requestsPerMinute: 60, itemsPerMinute: 'none' })).toEqual({
      itemQuota: null,
      requestsPerMinute: 60,
      itemsPerMinute: null,
    });
  });
});
