import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED } from '../problems/violation';
import { type Check, rule } from './rule';

/** true or false, and not a text or number that stands for one. */
export function IsTrueOrFalse(): PropertyDecorator {
  const check: Check = (value) => {
    if (value === undefined) return REQUIRED;
    return typeof value === 'boolean' ? NONE : invalidType(`must be true or false; ${found(value)}`);
  };
  return rule('isTrueOrFalse', check, () => ({ required: true, value: { type: 'boolean' } }));
}
