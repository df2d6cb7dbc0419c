import { itemQuotaOf, readCurrency, readName, readQuota } from './facts';

describe('what is agreed with a partner', () => {
  it.each(['A', 'Crédit & Fils', '支付', '\u{1f600}'.repeat(100)])('may have the name %s', (name) => {
    expect(readName(name)).toBe(name);
  });

  it.each(['', ' a', 'a ', 'a\tb', 'a\u001bb', '\u200e', 'x'.repeat(101)])(
    'may not have the name %j',
    (name) => {
      expect(() => readName(name)).toThrow(/^A name is 1 to 100 characters/);
    },
  );

  it.each(['', 'gbp', 'ABC', 'GBP '])('may not have the currency %j', (currency) => {
    expect(() => readCurrency(currency)).toThrow(/^A currency is a code of ISO 4217/);
  });

  it('names the currency that was meant only where there is one', () => {
    expect(() => readCurrency('gbp')).toThrow(/Did you mean GBP\?$/);
    expect(() => readCurrency('abc')).toThrow(/none\.$/);
  });

  it.each([
    ['1', 1],
    ['1000000000', 1_000_000_000],
    ['none', null],
  ])('may have the quota %s', (text, quota) => {
    expect(itemQuotaOf(readQuota(text))).toBe(quota);
  });

  it.each(['', '0', '-1', '1.5', '1e3', '05', '1,000', ' 1', '1000000001', 'None'])(
    'may not have the quota %j',
    (text) => {
      expect(() => readQuota(text)).toThrow(/^A quota is a number of items from 1 to 1,000,000,000/);
    },
  );
});
