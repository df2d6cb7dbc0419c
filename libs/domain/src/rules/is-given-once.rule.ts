import { invalidValue, NONE, REQUIRED } from '../problems/violation';
import { type Check, rule } from './rule';

/**
 * The member is there, or else the one that is another spelling of it, and not both. For the member of the spelling
 * that a problem should name where neither is there.
 */
export function IsGivenOnce(otherSpelling: string): PropertyDecorator {
  const check: Check = (value, object) => {
    const other = object[otherSpelling];
    if (value === undefined) return other === undefined ? REQUIRED : NONE;
    if (other === undefined) return NONE;
    return invalidValue(`must not be given beside ${otherSpelling}, which means the same; found both`);
  };
  return rule('isGivenOnce', check, (_context, member) => ({
    value: { description: `Either this or ${otherSpelling}, which means the same.` },
    object: { oneOf: [{ required: [member] }, { required: [otherSpelling] }] },
  }));
}
