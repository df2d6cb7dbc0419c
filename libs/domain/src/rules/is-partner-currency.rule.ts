import { found } from '../problems/found';
import { invalidType, invalidValue, NONE, REQUIRED } from '../problems/violation';
import { ruleContext } from '../validation/rule-context';
import { isCurrencyCode } from './currency-codes';
import { type Check, rule } from './rule';

const FORM = 'must be an ISO 4217 currency code, three capital letters';

const check: Check = (value) => {
  const { currency } = ruleContext();
  // Asked first: what was agreed stays agreed, even if ISO 4217 withdraws the code.
  if (value === currency) return NONE;
  if (value === undefined) return REQUIRED;
  if (typeof value !== 'string') return invalidType(`${FORM}; ${found(value)}`);
  if (!isCurrencyCode(value)) return invalidValue(`${FORM}; ${found(value)}`);
  return invalidValue(`must be ${currency}, the currency agreed with this partner; ${found(value)}`);
};

/** The one currency that was agreed with the partner (docs/contract.md section 4). */
export function IsPartnerCurrency(): PropertyDecorator {
  return rule('isPartnerCurrency', check, () => ({
    required: true,
    value: {
      type: 'string',
      pattern: '^[A-Z]{3}$',
      description: 'A currency code of ISO 4217: the one that was agreed with the partner.',
    },
  }));
}
