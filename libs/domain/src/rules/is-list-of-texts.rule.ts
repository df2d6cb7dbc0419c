import { NONE, under, type Violation } from '../problems/violation';
import { checkText } from './is-text.rule';
import { elementsWithin, listFaults, type ListSize } from './list-size';
import { rule } from './rule';

/** An array of that size whose elements are texts as `IsText` wants them. */
export function IsListOfTexts(size: ListSize): PropertyDecorator {
  return rule('isListOfTexts', (value) => {
    let violations: readonly Violation[] = listFaults(value, size);
    const elements = elementsWithin(value, size);
    for (let at = 0; at < elements.length; at++) {
      const faults = checkText(elements[at]);
      if (faults !== NONE) violations = [...violations, ...under([at], faults)];
    }
    return violations;
  });
}
