import { compiledRules } from '../validation/compiled-rules';
import { type UntrustedObject } from '../validation/json-object';
import { type RuledClass } from '../validation/ruled-class';
import { violationsOf } from '../validation/violations';

/**
 * Whether an object keeps the rules of a class, asked of the compiled rules and of class-validator. Throws if they
 * differ, in the answer or in what they find wrong; `expect` would take longer than the rules do. Needs a rule context.
 */
export function acceptedBothWays(type: RuledClass, object: UntrustedObject): boolean {
  const rules = compiledRules(type);
  const accepted = rules.accept(object);
  const violations = violationsOf(type, object);
  if (accepted !== (violations.length === 0)) throw new Error(`${type.name}: accepted by one of them`);
  if (!accepted && JSON.stringify(rules.violations(object)) !== JSON.stringify(violations)) {
    throw new Error(`${type.name}: different violations`);
  }
  return accepted;
}
