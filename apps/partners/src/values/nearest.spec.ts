import { nearest } from './nearest';

const KNOWN = ['acme-pay', 'demo-marketplace', 'demo-payments', 'x'];

describe('the client id that was probably meant', () => {
  it.each([
    ['demo-paymets', 'demo-payments'],
    ['demo-payment', 'demo-payments'],
    ['demopayments', 'demo-payments'],
    ['acmepay', 'acme-pay'],
    ['acme-pays', 'acme-pay'],
    ['y', 'x'],
  ])('by %s is %s', (text, meant) => {
    expect(nearest(text, KNOWN)).toBe(meant);
  });

  it.each(['nobody-at-all', 'demo', 'acme', ''])('by %j is none', (text) => {
    expect(nearest(text, KNOWN.slice(0, 3))).toBeNull();
  });

  it('is none where nobody is known', () => {
    expect(nearest('acme', [])).toBeNull();
  });
});
