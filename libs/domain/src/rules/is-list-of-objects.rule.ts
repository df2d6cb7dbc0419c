import { found } from '../problems/found';
import { under, type Violation } from '../problems/violation';
import { compiledRules } from '../validation/compiled-rules';
import { isJsonObject } from '../validation/json-object';
import { type RuledClass } from '../validation/ruled-class';
import { violationsOf } from '../validation/violations';
import { elementsWithin, listFaults, type ListSize } from './list-size';
import { rule } from './rule';

/**
 * An array of that size whose elements are objects that keep the rules of a class. class-validator's `ValidateNested`
 * does not serve: it accepts null and arrays as elements, and walks through millions of them.
 */
export function IsListOfObjects(type: RuledClass, size: ListSize): PropertyDecorator {
  return rule('isListOfObjects', (value) => {
    let violations: readonly Violation[] = listFaults(value, size);
    const elements = elementsWithin(value, size);
    for (let at = 0; at < elements.length; at++) {
      const element = elements[at];
      if (isJsonObject(element) && compiledRules(type).accept(element)) continue;
      violations = [...violations, ...under([at], elementFaults(type, element))];
    }
    return violations;
  });
}

function elementFaults(type: RuledClass, element: unknown): readonly Violation[] {
  if (isJsonObject(element)) return violationsOf(type, element);
  return [{ code: 'invalid_type', path: [], says: `must be an object; ${found(element)}` }];
}
