import { found } from '../problems/found';
import { invalidType, NONE, REQUIRED } from '../problems/violation';
import { compiledRules } from '../validation/compiled-rules';
import { isJsonObject } from '../validation/json-object';
import { type RuledClass } from '../validation/ruled-class';
import { type Check, rule } from './rule';
import { withMembers } from './with-members';

/** An object that keeps the rules of a class. As `IsListOfObjects`, for one. */
export function IsObjectOf(type: RuledClass): PropertyDecorator {
  const check: Check = (value) => {
    if (value === undefined) return REQUIRED;
    if (!isJsonObject(value)) return invalidType(`must be an object ${withMembers(type)}; ${found(value)}`);
    const rules = compiledRules(type);
    return rules.accept(value) ? NONE : rules.violations(value);
  };
  return rule('isObjectOf', check, ({ nested }) => ({ required: true, value: nested(type) }));
}
