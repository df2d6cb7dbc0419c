import { isCurrencyCode } from './currency-codes';

describe('the codes of ISO 4217', () => {
  it.each(['GBP', 'EUR', 'USD', 'JPY', 'CHF', 'SLE', 'VED', 'XCG', 'ZWG', 'XXX'])('include %s', (code) => {
    expect(isCurrencyCode(code)).toBe(true);
  });

  it.each(['', 'gbp', 'GB', 'GBPX', 'G BP', 'DEM', 'HRK', 'ABC', 'GBP ', '826'])(
    'do not include %j',
    (code) => {
      expect(isCurrencyCode(code)).toBe(false);
    },
  );
});
