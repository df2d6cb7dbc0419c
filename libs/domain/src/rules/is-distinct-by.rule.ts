import { NONE, type Violation } from '../problems/violation';
import { isJsonObject } from '../validation/json-object';
import { elementsWithin, type ListSize } from './list-size';
import { type Check, rule } from './rule';

/**
 * No two elements of an array have the same text in this member. Elements without such a text are none of this rule's
 * business, nor are those beyond the list's size.
 */
export function IsDistinctBy(member: string, size: ListSize): PropertyDecorator {
  const check: Check = (value) => {
    const elements = elementsWithin(value, size);
    return elements.length < 2 ? NONE : repetitions(elements, member);
  };
  const description = `No two elements have the same ${member}.`;
  return rule('isDistinctBy', check, () => ({ value: { description } }));
}

function repetitions(elements: readonly unknown[], member: string): readonly Violation[] {
  let violations = NONE;
  const firstWith = new Map<string, number>();
  elements.forEach((element, at) => {
    const text = isJsonObject(element) ? element[member] : undefined;
    if (typeof text !== 'string') return;
    const first = firstWith.get(text);
    if (first === undefined) firstWith.set(text, at);
    else violations = [...violations, repetition(at, member, first)];
  });
  return violations;
}

function repetition(at: number, member: string, first: number): Violation {
  return {
    code: 'invalid_value',
    path: [at, member],
    says: `must be unique in the array; found the same at index ${first}`,
  };
}
