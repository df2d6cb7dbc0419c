import { isUsableKey } from '../items/key';
import { found } from '../problems/found';
import { invalidValue, NONE, under, type Violation } from '../problems/violation';
import { isJsonObject } from '../validation/json-object';
import { elementsWithin, type ListSize } from './list-size';
import { type Check, rule } from './rule';

/**
 * Where an element of the array repeats this key of the object that holds the array, it has the same text: a claim
 * inside of a client may name that client and no other (docs/contract.md section 4). Says nothing where one of the two
 * is no usable key by itself.
 */
export function ElementsMayRepeatKey(keyMember: string, size: ListSize): PropertyDecorator {
  const check: Check = (value, object) => {
    const key = object[keyMember];
    if (!isUsableKey(key)) return NONE;
    const violations: Violation[] = [];
    elementsWithin(value, size).forEach((element, at) => {
      const repeated = isJsonObject(element) ? element[keyMember] : undefined;
      if (repeated === key || !isUsableKey(repeated)) return;
      const says = `must equal the ${keyMember} of the item, or be left out; ${found(repeated)}`;
      violations.push(...under([at, keyMember], invalidValue(says)));
    });
    return violations;
  };
  const description = `An element may repeat the item's ${keyMember}, and name no other.`;
  return rule('elementsMayRepeatKey', check, () => ({ value: { description } }));
}
