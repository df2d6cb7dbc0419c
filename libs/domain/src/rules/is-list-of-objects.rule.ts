import { found } from '../problems/found';
import { invalidType, invalidValue, LISTED_VIOLATIONS, under, type Violation } from '../problems/violation';
import { compiledRules } from '../validation/compiled-rules';
import { isJsonObject } from '../validation/json-object';
import { type RuledClass } from '../validation/ruled-class';
import { elementsWithin, listFaults, listSchema, type ListSize } from './list-size';
import { type Check, rule } from './rule';
import { withMembers } from './with-members';

const FAULTY = invalidValue('violates rules');

/**
 * An array of that size whose elements are objects that keep the rules of a class. class-validator's `ValidateNested`
 * does not serve: it accepts null and arrays as elements, and walks through millions of them.
 */
export function IsListOfObjects(type: RuledClass, size: ListSize): PropertyDecorator {
  const check: Check = (value) => {
    const violations: Violation[] = [...listFaults(value, size, () => `objects ${withMembers(type)}`)];
    const elements = elementsWithin(value, size);
    for (let at = 0; at < elements.length; at++) {
      const element = elements[at];
      if (isJsonObject(element) && compiledRules(type).accept(element)) continue;
      // So many faults are found that further ones will only be counted: an element counts once.
      const faults = violations.length < LISTED_VIOLATIONS ? elementFaults(type, element) : FAULTY;
      violations.push(...under([at], faults));
    }
    return violations;
  };
  return rule('isListOfObjects', check, ({ nested }) => ({
    required: true,
    value: { ...listSchema(size), items: nested(type) },
  }));
}

function elementFaults(type: RuledClass, element: unknown): readonly Violation[] {
  if (isJsonObject(element)) return compiledRules(type).violations(element);
  return invalidType(`must be an object ${withMembers(type)}; ${found(element)}`);
}
