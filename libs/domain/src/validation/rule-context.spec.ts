import { ruleContext, withRuleContext } from './rule-context';

const context = (currency: string) => ({ entityTypes: [], currency, now: new Date(0) });

describe('the rule context', () => {
  it('is at hand inside, and restored after an inner one', () => {
    withRuleContext(context('GBP'), () => {
      expect(withRuleContext(context('EUR'), () => ruleContext().currency)).toBe('EUR');
      expect(ruleContext().currency).toBe('GBP');
    });
  });

  it('is gone outside, even after a throw', () => {
    expect(() =>
      withRuleContext(context('GBP'), () => {
        throw new Error('rule');
      }),
    ).toThrow('rule');
    expect(() => ruleContext()).toThrow('outside of withRuleContext');
  });
});
