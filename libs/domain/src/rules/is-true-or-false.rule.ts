import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED } from '../problems/violation';
import { rule } from './rule';

/** true or false, and not a text or number that stands for one. */
export function IsTrueOrFalse(): PropertyDecorator {
  return rule('isTrueOrFalse', (value) => {
    if (value === undefined) return REQUIRED;
    return typeof value === 'boolean' ? NONE : invalidType(`must be true or false; ${found(value)}`);
  });
}
