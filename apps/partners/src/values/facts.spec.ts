import { readCurrency, readName } from './facts';

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
});
