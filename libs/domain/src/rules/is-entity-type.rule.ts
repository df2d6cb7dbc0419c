import { found } from '../problems/found';
import { NONE, REQUIRED } from '../problems/violation';
import { ruleContext } from '../validation/rule-context';
import { type Check, rule } from './rule';

const check: Check = (value) => {
  if (value === undefined) return REQUIRED;
  const { entityTypes } = ruleContext();
  if (typeof value === 'string' && entityTypes.includes(value)) return NONE;
  const code = typeof value === 'string' ? 'invalid_value' : 'invalid_type';
  return [{ code, path: [], says: `must be one of ${entityTypes.join(', ')}; ${found(value)}` }];
};

/** One of the configured entity types, compared exactly (docs/contract.md section 4). */
export function IsEntityType(): PropertyDecorator {
  return rule('isEntityType', check, ({ entityTypes }) => ({
    required: true,
    value: { type: 'string', enum: entityTypes, description: 'Compared exactly.' },
  }));
}
