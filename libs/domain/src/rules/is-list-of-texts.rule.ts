import { NONE, under, type Violation } from '../problems/violation';
import { checkText, TEXT_SCHEMA } from './is-text.rule';
import { elementsWithin, listFaults, listSchema, type ListSize } from './list-size';
import { type Check, rule } from './rule';

/** An array of that size whose elements are texts as `IsText` wants them. */
export function IsListOfTexts(size: ListSize): PropertyDecorator {
  const check: Check = (value) => {
    let violations: readonly Violation[] = listFaults(value, size, () => 'strings');
    const elements = elementsWithin(value, size);
    for (let at = 0; at < elements.length; at++) {
      const faults = checkText(elements[at]);
      if (faults !== NONE) violations = [...violations, ...under([at], faults)];
    }
    return violations;
  };
  return rule('isListOfTexts', check, () => ({
    required: true,
    value: { ...listSchema(size), items: TEXT_SCHEMA },
  }));
}
